"""The bookmark that hands the open page to Onward: a link of a few lines of script, made for one journal."""

import json
from typing import Final
from urllib.parse import quote

#: It runs in the page that is handed over, so it holds nothing but an address and a secret that can be replaced. Where
#: a page forbids forms that lead elsewhere, the small window shows what to do instead.
_SCRIPT: Final = """(function(){
var d=document,to=%(address)s,w=window.open('','onward','width=600,height=720'),f=d.createElement('form');
function add(n,v){var i=d.createElement('textarea');i.name=n;i.value=v;f.appendChild(i)}
f.method='post';f.action=to;f.target='onward';f.enctype='multipart/form-data';f.acceptCharset='utf-8';f.hidden=true;
add('secret',%(secret)s);add('url',location.href);add('html',d.documentElement.outerHTML);
d.addEventListener('securitypolicyviolation',function(e){if(w&&e.effectiveDirective==='form-action')w.location=to});
(d.body||d.documentElement).appendChild(f);f.submit();setTimeout(function(){f.remove()},1000)
})()"""


def link(address: str, secret: str) -> str:
    """The link to keep as a bookmark; `address` is where Onward takes pages."""
    script = _SCRIPT % {"address": json.dumps(address), "secret": json.dumps(secret)}
    return f"javascript:{quote(script.replace(chr(10), ''), safe=';,:?@&=+$-_.!~*()/')}"

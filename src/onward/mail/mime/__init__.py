"""What a raw mail says: headers, the sender's own words, what is quoted beneath, and what came along."""

from onward.mail.mime.message import Attachment, ParsedMessage
from onward.mail.mime.parsing import parse

__all__ = ["Attachment", "ParsedMessage", "parse"]

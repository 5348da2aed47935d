"""How every form is drawn: label, help, field, and a sentence where something is not right."""

from django.forms.renderers import TemplatesSetting


class Renderer(TemplatesSetting):
    """Draws forms with the templates of this folder: `{{ form }}` or `{{ form.name.as_field_group }}`."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

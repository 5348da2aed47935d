"""What a person can set about themselves, and the word that erases all."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from onward.people import showing, zones
from onward.people.models import User
from onward.people.owner import add_addresses

if TYPE_CHECKING:
    OwnerForm = forms.ModelForm[User]
else:
    OwnerForm = forms.ModelForm


class AddressForm(forms.Form):
    """Adds one of the person's own mail addresses."""

    address = forms.EmailField(
        label=gettext_lazy("Another address of yours"),
        help_text=gettext_lazy("Mail from these addresses counts as written by you."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "invalid": gettext_lazy("That is no mail address: it needs a name, an @ and a host.")
        },
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner

    def save(self) -> None:
        """Remember the address."""
        add_addresses(self.owner, [self.cleaned_data["address"]])


class LookForm(OwnerForm):
    """Time zone and look."""

    time_zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        required=False,
        widget=forms.TextInput(attrs={"list": "zones", "autocomplete": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("For instance Europe/Lisbon. Dates and times are shown in it."),
    )
    look = forms.ChoiceField(
        label=gettext_lazy("Look"),
        choices=[
            ("auto", gettext_lazy("As my system has it")),
            ("light", gettext_lazy("Light")),
            ("dark", gettext_lazy("Dark")),
        ],
        widget=forms.RadioSelect,
    )

    class Meta:
        model = User
        fields = ("time_zone", "look")

    def clean_time_zone(self) -> str:
        """Refuse what is no time zone."""
        given = str(self.cleaned_data["time_zone"]).strip().replace(" ", "_")
        if given and not zones.is_zone(given):
            raise forms.ValidationError(
                _("There is no such time zone. They are named by place: Europe/Lisbon.")
            )
        return given


class ShowingForm(OwnerForm):
    """When a no is shown."""

    show_no = forms.ChoiceField(
        label=gettext_lazy("When do you want to see a no?"),
        help_text=gettext_lazy(
            "Until then nothing tells that one came: no title, no count, no list, here or in the terminal. "
            "This holds for mail that is read from now on."
        ),
        choices=list(showing.MODES.items()),
        widget=forms.RadioSelect,
    )
    show_no_hour = forms.TypedChoiceField(
        label=gettext_lazy("At"), coerce=int, choices=[(hour, f"{hour:02}:00") for hour in range(24)]
    )
    show_no_day = forms.TypedChoiceField(
        label=gettext_lazy("On"), coerce=int, choices=list(enumerate(showing.DAYS))
    )

    class Meta:
        model = User
        fields = ("show_no", "show_no_hour", "show_no_day")


#: What has to be typed, in the language of the page.
ERASE_WORD = gettext_lazy("erase")


class EraseForm(forms.Form):
    """Asks for a word, so that no slip of the hand erases a journal."""

    word = forms.CharField(
        label=gettext_lazy("Type the word erase"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )

    def clean_word(self) -> str:
        """Refuse any other word."""
        given = str(self.cleaned_data["word"]).strip().casefold()
        if given != str(ERASE_WORD).casefold():
            raise forms.ValidationError(
                _("Nothing was erased: the word is “%(word)s”.") % {"word": ERASE_WORD}
            )
        return given

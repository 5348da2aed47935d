"""Every address of Onward, in one place."""

from django.urls import URLPattern, URLResolver, path

from onward import takeaway
from onward.applications import pages as applications
from onward.applications import pages_application as application
from onward.applications import pages_events as events
from onward.applications import pages_table as tables
from onward.applications import pages_ties as ties
from onward.calendar import pages as dates
from onward.capture import pages as capture
from onward.capture import pages_giving as giving
from onward.capture import pages_handed as handing
from onward.feedback import pages as received
from onward.feedback import pages_asking as requests
from onward.feedback import pages_recording as recording
from onward.imports import pages as imports
from onward.journal import pages as journal
from onward.journal import pages_lessons as lessons
from onward.journal import pages_writing as writing
from onward.letters import pages as letters
from onward.mail import pages_messages as mails
from onward.mail import pages_reading as reading
from onward.mail import pages_review as tray
from onward.mail import pages_sealed as sealed
from onward.mailbox import pages as mailbox
from onward.mailbox import pages_leave as leave
from onward.people import pages as people
from onward.plan import pages as today
from onward.plan import pages_week as week
from onward.record import pages as record
from onward.rejections import pages as rejections
from onward.rejections import pages_no as no
from onward.sample import pages as sample
from onward.statistics import pages as insights
from onward.statistics import pages_asking as asking
from onward.statistics import pages_experiments as trying
from onward.statistics import pages_forecasts as expecting
from onward.ui import pages as ui

handler400 = "onward.ui.answers.bad_request"
handler403 = "onward.ui.answers.forbidden"
handler404 = "onward.ui.answers.not_found"
handler500 = "onward.ui.answers.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    # plan: the start page "today", what was chosen, the week "week", its review, goals
    path("", today.today, name="today"),
    path("today/choose/", today.choose, name="choose"),
    path("today/day/", today.feel, name="feel"),
    path("today/set-aside/", today.set_aside, name="set_aside"),
    path("today/set-aside/welcome/", today.welcome_back, name="welcome_back"),
    path("choices/<int:pk>/undo/", today.undo_choice, name="undo_choice"),
    path("week/", week.week, name="week"),
    path("week/plan/", week.plan_week, name="plan_week"),
    path("week/plan.ics", week.week_calendar, name="week_calendar"),
    path("week/review/", week.review_week, name="review_week"),
    path("weeks/<int:pk>/done/", week.block_done, name="block_done"),
    path("weeks/<int:pk>/undo/", week.undo_week, name="undo_week"),
    path("reviews/<int:pk>/undo/", week.undo_review, name="undo_review"),
    path("goals/new/", week.new_goal, name="new_goal"),
    path("goals/<int:pk>/", week.goal, name="goal"),
    path("goals/<int:pk>/change/", week.change_goal, name="change_goal"),
    path("goals/<int:pk>/undo/", week.undo_goal, name="undo_goal"),
    # calendar: what is coming, a file of it, the feed at its secret address
    path("calendar/", dates.calendar, name="calendar"),
    path("calendar/onward.ics", dates.calendar_file, name="calendar_file"),
    path("calendar/address/", dates.calendar_address, name="calendar_address"),
    path("calendar/undo/", dates.undo_calendar, name="undo_calendar"),
    path("calendar/feed/<str:secret>/onward.ics", dates.calendar_feed, name="calendar_feed"),
    path("help-now/", ui.help_now, name="help_now"),
    # people: signing in, settings, what is theirs
    path("sign-in/", people.signed_out, name="sign_in"),
    path("sign-in/<str:token>/", people.sign_in_link, name="sign_in_link"),
    path("sign-out/", people.sign_out, name="sign_out"),
    path("settings/", people.settings_page, name="settings"),
    path("settings/journal.zip", people.download, {"parts": takeaway.parts}, name="download"),
    path("settings/erase/", people.erase_page, name="erase"),
    # applications: list "applications", board, one application, acts; first visit "welcome"
    path("applications/", applications.applications, name="applications"),
    path("applications/board/", applications.board, name="board"),
    path("applications/table.csv", tables.table, {"form": "csv"}, name="applications_csv"),
    path("applications/table.xlsx", tables.table, {"form": "xlsx"}, name="applications_xlsx"),
    path("applications/new/", application.new_application, name="new_application"),
    path("applications/<int:pk>/", application.application, name="application"),
    path("applications/<int:pk>/edit/", application.edit_application, name="edit_application"),
    path("applications/<int:pk>/move/", ties.move, name="move"),
    path("applications/<int:pk>/merge/", ties.merge, name="merge"),
    path("entries/<int:pk>/", events.entry, name="entry"),
    path("entries/<int:pk>/take-out/", events.take_out, name="take_out"),
    path("entries/<int:pk>/put-back/", events.put_back, name="put_back"),
    path("acts/<int:pk>/undo/", events.undo, name="undo"),
    # mail: reading, the tray "review", messages
    path("welcome/", reading.welcome, name="welcome"),
    path("reading/", reading.readings, name="readings"),
    path("reading/<int:pk>/", reading.reading, name="reading"),
    path("reading/<int:pk>/stop/", reading.stop, name="stop_reading"),
    path("reading/<int:pk>/continue/", reading.go_on, name="continue_reading"),
    path("review/", tray.review, name="review"),
    path("messages/<int:pk>/", mails.message, name="message"),
    path("messages/<int:pk>/body/", mails.body, name="message_body"),
    path("messages/<int:pk>/raw/", mails.raw, name="message_raw"),
    path("messages/<int:pk>/show/", sealed.unveil, name="unveil"),
    path("waiting/", sealed.waiting, name="waiting"),
    # mailbox: those that are set up "mailboxes", one of them, leave by OAuth
    path("mailbox/", mailbox.mailboxes, name="mailboxes"),
    path("mailbox/new/", mailbox.new_mailbox, name="new_mailbox"),
    path("mailbox/answer/", leave.mailbox_answer, name="mailbox_answer"),
    path("mailbox/<int:pk>/", mailbox.mailbox, name="mailbox"),
    path("mailbox/<int:pk>/change/", mailbox.change_mailbox, name="change_mailbox"),
    path("mailbox/<int:pk>/read/", mailbox.sync_mailbox, name="sync_mailbox"),
    path("mailbox/<int:pk>/test/", mailbox.test_mailbox, name="test_mailbox"),
    path("mailbox/<int:pk>/leave/", leave.leave, name="mailbox_leave"),
    path("mailbox/<int:pk>/forget/", mailbox.forget_mailbox, name="forget_mailbox"),
    # imports: bringing a table in "import", what was read of it "import_table"
    path("import/", imports.bring, name="import"),
    path("import/<int:pk>/", imports.table, name="import_table"),
    path("import/<int:pk>/leave/", imports.leave, name="import_leave"),
    path("sample/", sample.open_sample, name="sample"),
    # rejections: the list "rejections", the page of one no, what is decided about it
    path("rejections/", rejections.rejections, name="rejections"),
    path("rejections/<int:pk>/", no.rejection, name="rejection"),
    path("rejections/<int:pk>/let-go/", no.let_go, name="let_go"),
    path("rejections/<int:pk>/guess/", no.guess, name="guess"),
    path("rejections/<int:pk>/suggested/", no.turn_down, name="turn_down"),
    path("rejections/<int:pk>/met/", no.met, name="met"),
    path("rejections/<int:pk>/after-yes/", no.after_yes, name="after_yes"),
    path("rejections/<int:pk>/again/", no.again, name="again"),
    path("steps/<int:pk>/undo/", no.undo, name="undo_step"),
    # journal: everything written "journal", writing "new_writing", lessons "lessons"
    path("journal/", journal.journal, name="journal"),
    path("journal/journal.md", journal.export_journal, name="journal_export"),
    path("journal/new/", writing.new_writing, name="new_writing"),
    path("journal/new/debrief/", writing.new_entry, {"kind": "debrief"}, name="new_debrief"),
    path("journal/new/thought/", writing.new_entry, {"kind": "thought"}, name="new_thought"),
    path("journal/new/third-person/", writing.new_entry, {"kind": "third_person"}, name="new_third_person"),
    path("journal/new/free/", writing.new_entry, {"kind": "free"}, name="new_free"),
    path("journal/new/note/", writing.new_entry, {"kind": "note"}, name="new_note"),
    path("journal/save/", writing.save, name="save_entry"),
    path("journal/<int:pk>/", journal.written, name="written"),
    path("journal/<int:pk>/write/", writing.write, name="write"),
    path("journal/<int:pk>/put-away/", journal.put_away, name="put_away"),
    path("journal/<int:pk>/bring-back/", journal.bring_back, name="bring_back"),
    path("journal/<int:pk>/draft/", journal.reopen, name="reopen"),
    path("lessons/", lessons.lessons, name="lessons"),
    path("lessons/new/", lessons.new_lesson, name="new_lesson"),
    path("lessons/<int:pk>/", lessons.lesson, name="lesson"),
    path("lessons/<int:pk>/change/", lessons.change_lesson, name="change_lesson"),
    path("lessons/<int:pk>/back/", lessons.lesson_back, name="lesson_back"),
    # feedback that came: the list "feedback", recording "record_feedback", asking somebody "ask_somebody"
    path("feedback/", received.feedback, name="feedback"),
    path("feedback/new/", recording.record_feedback, name="record_feedback"),
    path("feedback/ask/", requests.ask_somebody, name="ask_somebody"),
    path("feedback/ask/paper/", requests.ask_on_paper, name="ask_on_paper"),
    path("feedback/<int:pk>/", received.received, name="received"),
    path("feedback/<int:pk>/edit/", recording.edit_received, name="edit_received"),
    path("feedback/<int:pk>/points/", received.add_point, name="add_point"),
    path("feedback/<int:pk>/put-away/", received.put_away_feedback, name="put_away_feedback"),
    path("feedback/<int:pk>/undo/", received.undo_feedback, name="undo_feedback"),
    path("feedback/points/<int:pk>/", received.point, name="point"),
    # letters: the list "letters", one letter, what became of it, the draft for a mail program
    path("letters/", letters.letters_page, name="letters"),
    path("letters/begin/<int:event>/<str:purpose>/", letters.begin_letter, name="begin_letter"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("letters/<int:pk>/draft.eml", letters.letter_file, name="letter_file"),
    path("letters/<int:pk>/<str:did>/", letters.letter_act, name="letter_act"),
    # capture: the list "postings", giving one "new_posting", the bookmark "posting_bookmark"
    path("postings/", capture.postings, name="postings"),
    path("postings/new/", giving.new_posting, name="new_posting"),
    path("postings/bookmark/", handing.bookmark, name="posting_bookmark"),
    path("postings/handed/", handing.hand_over, name="hand_over"),
    path("postings/handed/<str:key>/", handing.handed, name="handed"),
    path("postings/<int:pk>/", capture.posting, name="posting"),
    path("postings/<int:pk>/edit/", capture.edit_posting, name="edit_posting"),
    path("postings/<int:pk>/link/", capture.link_posting, name="link_posting"),
    path("postings/<int:pk>/apply/", capture.apply, name="apply"),
    path("postings/<int:pk>/details/", capture.take_details, name="posting_details"),
    path("postings/<int:pk>/put-away/", capture.put_away, name="put_away_posting"),
    path("postings/<int:pk>/back/", capture.posting_back, name="posting_back"),
    path("postings/<int:pk>/raw/", capture.raw, name="posting_raw"),
    # record: what was done by week, for an office that asks "record"
    path("record/", record.record, name="record"),
    path("record/record.csv", record.table, {"form": "csv"}, name="record_csv"),
    path("record/record.xlsx", record.table, {"form": "xlsx"}, name="record_xlsx"),
    path("record/<int:pk>/take-out/", record.take_back, name="take_back_activity"),
    path("record/<int:pk>/put-back/", record.bring_back, name="bring_back_activity"),
    # statistics: the page "insights", the flow as a file, comparisons, experiments, forecasts
    path("insights/", insights.insights, name="insights"),
    path("insights/flow.svg", insights.flow_file, name="insights_flow"),
    path("insights/waiting/", insights.still_waiting, name="still_waiting"),
    path("insights/compare/", asking.compare, name="compare"),
    path("insights/experiments/", trying.experiments, name="experiments"),
    path("insights/forecasts/", expecting.forecasts, name="forecasts"),
    path("applications/<int:pk>/mark/", asking.new_mark, name="new_mark"),
    path("applications/<int:pk>/forecast/", expecting.new_forecast, name="new_forecast"),
    path("experiments/<int:pk>/", trying.experiment, name="experiment"),
    path("experiments/<int:pk>/draw/", trying.draw_lot, name="draw_lot"),
    path("forecasts/<int:pk>/", expecting.forecast, name="forecast"),
]

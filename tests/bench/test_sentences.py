"""The labels of sentences belong to the exam that is there: whoever changes it labels its rejections anew."""

from bench import sentences
from onward.rejections.sentences import KINDS


def test_every_label_of_an_exam_mail_covers_whole_words_of_it() -> None:
    texts = sentences.exam()
    covered = 0
    for line in sentences.LABELS.read_text().splitlines():
        source, number, start, end, label = line.split("\t")
        assert label in (*KINDS, sentences.OPEN)
        if source in texts:
            body, first, last = texts[source][int(number)], int(start), int(end)
            assert body[first:last] == body[first:last].strip() != ""
            assert not body[:first] or body[first - 1].isspace(), line
            assert last == len(body) or body[last].isspace(), line
            covered += 1
    assert covered > 900

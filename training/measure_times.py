"""Measures the reading of interview times on the training mails that state one: `python -m training.measure_times`."""

from collections import Counter

from training.names import all_samples

from onward.mail.understanding.interview_times import interview_time


def main() -> None:
    counts: Counter[str] = Counter()
    for sample in all_samples():
        if sample.at:
            found = interview_time(sample.message, sample.language)
            verdict = "unknown" if found is None else "right" if found.at[:16] == sample.at else "wrong"
            counts[verdict] += 1
            if verdict == "wrong":
                print(sample.source, sample.at, found.at if found else None)
    print(dict(counts))


if __name__ == "__main__":
    main()

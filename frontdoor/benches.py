"""What can be measured, in one line each. Imports nothing, so that `./bench --help` needs nothing installed."""

USUAL = {
    "pages": "bladzijden opvragen  |  asking for pages",
    "submissions": "vragen versturen  |  sending questions",
    "notes": "een nota publiceren en de pdf maken  |  publishing a nota, making its pdf",
    "review": "het controlescherm met 200 vragen  |  the review screen with 200 questions",
    "guard": "wat de wacht vindt en mist  |  what the guard finds and misses",
    "guard-speed": "de wacht naast deduce, presidio en een reguliere expressie  |  the guard beside deduce, presidio and a regex",
}
# Only when asked for: they take minutes, and the first writes to legal/lexicon/points.
ASKED = {
    "guard-fit": "de punten opnieuw bepalen (schrijft ze)  |  fit the points anew (writes them)",
    "guard-unseen": "kruisvalidatie  |  cross-validation",
    "guard-stream": "1 GB tekst door de opdrachtregel  |  1 GB of text through the command line",
}


def help_text() -> str:
    """Return what `./bench --help` says."""
    width = max(map(len, USUAL | ASKED))
    usual, asked = ([f"  {name:<{width}}  {words}" for name, words in some.items()] for some in (USUAL, ASKED))
    return "\n".join(
        (
            "gebruik  |  usage: ./bench [--quick] [naam ...]",
            "",
            "Meet het platform en druk de cijfers af; zonder naam al deze  |  Measure and print; without a name all of these:",
            *usual,
            "Alleen op verzoek  |  Only when asked for:",
            *asked,
            "--quick: kleiner, voor een eerste blik  |  smaller, for a first look",
        )
    )

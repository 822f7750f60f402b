#!/usr/bin/env python3
"""Makes the text that the benchmarks run on. Only the standard library; the same bytes every time.

    generate.py dense OUT MEGABYTES        rows: the articles of corpus/, varied
    generate.py general OUT MEGABYTES      rows: nine parts of news without any claim to one part of the above
    generate.py files OUT_FOLDER COUNT     files of about 2 KB, general, in folders of 1,000
    generate.py ascii|curly OUT MEGABYTES  the dense text with plain, or with curly quotes and accents
    generate.py rules OUT_FOLDER           a pack that repeats every built-in rule under another id
    generate.py words OUT                  200 words of the rules, for rg
"""

import json
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent


class Dice:
    """A linear congruential generator: the same numbers on every version of Python."""

    def __init__(self, seed):
        self.state = seed

    def roll(self, sides):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % sides

    def pick(self, items):
        return items[self.roll(len(items))]


# News of the sort that fills most of a paper. Written for this purpose; it makes no claim that greenlit looks for.
PLACES = "Marlow|Eastvale|the harbour district|Tollbridge|Saint-Aubin|the northern valleys|Kessel Bay|Dunmore|the old town|Ravensholt".split("|")
PEOPLE = "Aldous Finch|Mirela Kovač|Tobias Renner|Hannah Oyelaran|Józef Wilk|Sunita Rao|Pádraig Nolan|Élise Morel|Greta Lindqvist|Omar Haddad".split("|")
POSTS = "the mayor|a spokeswoman for the council|the head of the fire service|a professor of geology|the club's treasurer|the minister|an engineer|a farmer".split("|")
BODIES = "the city council|the water board|the port authority|the regional court|the central bank|the teachers' union|the health service|the rail operator".split("|")
THINGS = "the bridge|a new tram line|the flood barrier|the vaccination centre|the covered market|the reservoir|the airport road|the library roof".split("|")
DAYS = "on Monday|on Tuesday|last week|in March|earlier this month|on 14 June|at the weekend|in the autumn of 2017".split("|")
SENTENCES = [
    "{Body} approved a budget of {n} million for {thing} {day}, after a debate that lasted until midnight.",
    "Residents of {place} had complained for {m} years about the noise and the dust.",
    "“We were promised answers and got brochures,” said {person}, who runs a bakery in {place}.",
    "{Post} said the work would cost {n} million, almost twice the first estimate.",
    "Rain is expected to reach {place} {day}, with gusts of up to {n} kilometres an hour on the coast.",
    "Police closed the road for {m} hours; nobody was hurt.",
    "Shares in the company fell {m} per cent {day}, their worst session since the spring.",
    "{Body} reported {n} new cases in {place}, fewer than a week before.",
    "The home side led {m}–1 at the break but could not hold on, and {person} scored twice in the last ten minutes.",
    "{person}, {post}, called the figures “encouraging, but no reason to relax”.",
    "A study of {n} households found that those with gardens used a third more water in dry summers.",
    "{Body} has asked {post} to explain why {thing} was not inspected {day}.",
    "Prices for wheat rose again, and bakers in {place} fear that the harvest will be poor.",
    "The trial of two former directors opened {day}; both deny having known of the leak.",
    "“It’s a question of trust,” {person} told reporters, “and trust isn’t built in an afternoon.”",
    "About {n} people marched through {place} {day} to demand lower rents.",
    "The museum has lent {m} paintings to a gallery abroad and insured them for {n} million.",
    "Engineers found cracks in {thing} and shut it as a precaution.",
    "{Post} warned that the reservoirs around {place} stood at {m} per cent of their usual level.",
    "The union and {body} met {day} for the third round of talks; neither side spoke of progress.",
    "In {place} the buses ran an hour late, and schools sent children home at noon.",
    "{person} was elected with {n} votes, {m} more than the runner-up.",
    "The ferry carries {n} passengers a day in summer and a handful in winter.",
    "Scientists drilled {n} metres into the ice and brought up a core that is older than any found there before.",
    "A café on the square serves soup for the volunteers, who have filled {n} sandbags since dawn.",
    "The court ruled that {body} must publish the contract, including its annexes.",
    "Tax receipts were {m} per cent higher than in the year before, the ministry said.",
    "{person} grew up above the shop, studied in {place} and came back to run it.",
    "Nobody could say how long the repairs to {thing} would take.",
    "The orchard lost {m} trees in the storm; the oldest had stood for a century.",
    "Exports of timber to the mainland have halved since the tariff came into force.",
    "{Body} wants to plant {n} trees along the ring road before the frost.",
]
HEADLINES = [
    "Council votes for {thing}",
    "Storm warning for {place}",
    "{person}: ‘We need answers’",
    "{Body} publishes its figures",
    "Road through {place} closed again",
    "Talks over pay go into a third round",
]


def fill(template, dice):
    values = {
        "place": dice.pick(PLACES), "person": dice.pick(PEOPLE), "post": dice.pick(POSTS), "body": dice.pick(BODIES),
        "thing": dice.pick(THINGS), "day": dice.pick(DAYS), "n": str(12 + dice.roll(900)), "m": str(2 + dice.roll(17)),
    }  # fmt: skip
    values |= {key.capitalize(): value[0].upper() + value[1:] for key, value in values.items()}
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], template)


def prose(dice, size):
    """An article of about `size` bytes."""
    parts = [fill(dice.pick(HEADLINES), dice)]
    length = 0
    while length < size:
        paragraph = " ".join(fill(dice.pick(SENTENCES), dice) for _ in range(2 + dice.roll(3)))
        parts.append(paragraph)
        length += len(paragraph.encode()) + 2
    return "\n\n".join(parts) + "\n"


def articles():
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus/articles").glob("*.txt"))]
    return [re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.S) for text in texts]


def varied(text, dice):
    """The article without some of its paragraphs, so that no two copies are alike. The first, which names the subject, stays."""
    first, *rest = text.split("\n\n")
    kept = [paragraph for paragraph in rest if dice.roll(5) > 0]
    return "\n\n".join([first, *kept])


def dense(dice):
    texts = articles()
    while True:
        for text in texts:
            yield varied(text, dice)


def general(dice):
    claims = dense(dice)
    carry = 0
    while True:
        # By bytes, not by articles: nine parts to one.
        text = next(claims)
        yield text
        carry += 9 * len(text.encode())
        while carry > 0:
            text = prose(dice, 1200 + dice.roll(2400))
            carry -= len(text.encode())
            yield text


PLAIN = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "."})


def ascii_only(text):
    import unicodedata

    return unicodedata.normalize("NFKD", text.translate(PLAIN)).encode("ascii", "ignore").decode()


def curly(text):
    """The plain text with typographic quotes and, in names, an accent here and there."""
    text = re.sub(r'"([^"\n]*)"', "“\\1”", ascii_only(text))
    text = text.replace("'", "’")
    return re.sub(r"\b([A-Z][a-z]+)e\b", "\\1é", text)


def rows(texts, out, megabytes):
    size = 0
    with open(out, "w", encoding="utf-8") as file:
        for number, text in enumerate(texts):
            row = json.dumps({"id": f"a{number}", "text": text, "published": f"2019-{number % 12 + 1:02}-{number % 28 + 1:02}"}, ensure_ascii=False)
            file.write(row + "\n")
            size += len(row.encode()) + 1
            if size >= megabytes * 1_000_000:
                return


def files(texts, folder, count):
    for number, text in enumerate(texts):
        if number == count:
            return
        part = pathlib.Path(folder) / f"{number // 1000:04}"
        part.mkdir(parents=True, exist_ok=True)
        (part / f"{number:06}.txt").write_text(text.encode()[:2048].decode("utf-8", "ignore"), encoding="utf-8")


def rules(folder):
    pathlib.Path(folder).mkdir(parents=True, exist_ok=True)
    for path in sorted((ROOT / "src/extract").glob("*/rules.toml")):
        text = path.read_text(encoding="utf-8")
        twins = ["[[rule]]" + rule for rule in text.split("\n[[rule]]")[1:]]
        twins = [re.split(r"\n\[(?!\[rule)", rule)[0] for rule in twins]
        twins = [re.sub(r'(?m)^id = "(.*)"$', 'id = "\\1-twin"', rule) for rule in twins]
        (pathlib.Path(folder) / f"{path.parent.name}.toml").write_text("\n".join(twins) + "\n", encoding="utf-8")


def words(out):
    found = set()
    for path in [ROOT / "src/extract/common.toml", *sorted((ROOT / "src/extract").glob("*/rules.toml"))]:
        for line in path.read_text(encoding="utf-8").splitlines():
            if re.match(r"(pattern|verbs|words) = |  \"", line):
                found |= set(re.findall(r"(?<![@%{<\w.])[a-z]{4,}", line))
    # Spread over the alphabet.
    found = sorted(found)
    pathlib.Path(out).write_text("\n".join(found[i * len(found) // 200] for i in range(200)) + "\n", encoding="utf-8")


def main():
    what, out, *size = sys.argv[1:]
    dice = Dice(20260101)
    if what == "rules":
        return rules(out)
    if what == "words":
        return words(out)
    texts = {
        "dense": lambda: dense(dice),
        "general": lambda: general(dice),
        "files": lambda: general(dice),
        "ascii": lambda: map(ascii_only, dense(dice)),
        "curly": lambda: map(curly, dense(dice)),
    }[what]()
    if what == "files":
        return files(texts, out, int(size[0]))
    rows(texts, out, float(size[0]))


main()

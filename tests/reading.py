"""How hard a page is to read: what a person sees of it, in sentences, and the ease of these sentences.

English is measured by the Flesch-Kincaid grade (Kincaid and others 1975), Spanish by the ease of Fernández
Huerta (1959, counting words per sentence, as Law 2011 put it right). See docs/adr/0035.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from html.parser import HTMLParser

Sentence = list[str]

#: elements that end a sentence even where no full stop stands; a link does only when it stands for itself
BLOCKS = {
    "p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "div", "section", "fieldset", "legend", "label", "button",
    "td", "th", "tr", "caption", "summary", "br", "time",
}  # fmt: skip
BLOCK_CLASSES = {"btn", "action", "door", "back"}
#: lists to choose from, what a person typed, and what is no text
UNREAD = {"select", "textarea", "script", "svg", "noscript", "head", "dialog"}
VOID = {"input", "br", "img", "meta", "link", "hr", "use"}

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
END = re.compile(r"[.!?…·]+(?=\s|$)|\n")
#: shorter ones are labels: many of them would hide a hard paragraph
PROSE_WORDS = 5


class _Text(HTMLParser):
    """The text of `main` that is seen, a line a block; not what is said in another language."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""
        self._lang = ""
        #: names of the open elements, with whether their text is read and whether they are doors
        self._open: list[tuple[str, bool, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self._lang = given.get("lang", "")
        classes = set(given.get("class", "").split())
        in_door = bool(self._open) and self._open[-1][2]
        if tag in BLOCKS or classes & BLOCK_CLASSES or in_door:
            self.text += "\n"
        if tag == "input" and given.get("type") == "submit":
            self._read(f"\n{given.get('value', '')}\n")
        if tag not in VOID:
            unread = tag in UNREAD or "hidden" in given or classes & {"visually-hidden", "code"}
            foreign = given.get("lang", self._lang) != self._lang
            inside = tag == "main" or (bool(self._open) and self._open[-1][1])
            self._open.append((tag, inside and not unread and not foreign, "door" in classes))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, *_ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag in BLOCKS:
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self._read(re.sub(r"\s+", " ", data))

    def _read(self, text: str) -> None:
        if self._open and self._open[-1][1]:
            self.text += text


def page_sentences(html: str, names: Iterable[str] = ()) -> list[Sentence]:
    """The sentences of a page's main part, each as its words.

    Parameters
    ----------
    html : str
        A whole page.
    names : iterable of str
        What is not ours to word: names of people, fairs and employers, titles of openings, people's own
        words. Left out, as are numbers, codes, and what stands in lists to choose from.
    """
    page = _Text()
    page.feed(html)
    text = page.text
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    return [words for line in END.split(text) if (words := WORD.findall(line))]


def prose(sentences: list[Sentence]) -> list[Sentence]:
    """Those that are sentences rather than labels."""
    return [sentence for sentence in sentences if len(sentence) >= PROSE_WORDS]


def school_grade(sentences: list[Sentence]) -> float:
    """Flesch-Kincaid grade: the year of school in the United States that reads this English."""
    return _weighed(sentences, english_syllables, 0.39, 11.8, -15.59)


def reading_ease(sentences: list[Sentence]) -> float:
    """Ease of Spanish after Fernández Huerta: 100 is very easy, 70 and more is fairly easy."""
    return _weighed(sentences, spanish_syllables, -1.02, -60, 206.84)


def _weighed(
    sentences: list[Sentence],
    syllables_of: Callable[[str], int],
    a_length: float,
    a_syllable: float,
    base: float,
) -> float:
    words = [word for sentence in sentences for word in sentence]
    syllables = sum(map(syllables_of, words))
    return base + a_length * len(words) / len(sentences) + a_syllable * syllables / len(words)


#: neighbours that are two syllables: tr-y-ing, go-ing, vid-e-o, se-ri-ous (not spe-cial), sci-ence, us-u-al
TWO_IN_A_ROW = re.compile(r"[aeouy]ing|eo|(?<![cstg])i[aou]|ie(?=nce|nt|t)|(?<![qg])ua|(?<=cr)ea(?=t)")
#: an e that is not said: cam(e), nam(e)s, tim(e)ly, ask(e)d; said are tit-le, pla-ces, wash-es, wait-ed
SILENT = re.compile(
    r"(?<=[^aeiouy])e$(?<![^aeiouylr]le)"
    r"|(?<=[^aeiouycgsxz])es$(?<!ches|shes)(?<![^aeiouylr]les)"
    r"|(?<=[^aeiouytd])ed$(?<![^aeiouyl]led)"
    r"|(?<=[^aeiouy])e(?=(?:ly|ful|ments?|less|where)$)"
)
#: words of the site that their spelling does not tell
ODD = {
    "area": 3, "idea": 3, "people": 2, "peoples": 2, "every": 2, "everyone": 3, "everything": 3,
    "everybody": 4, "something": 2, "sometimes": 2, "someone": 2, "somebody": 3, "somewhere": 2,
    "quiet": 2, "quietly": 3, "friend": 1, "friends": 1, "patient": 2, "patients": 2, "business": 2,
}  # fmt: skip


def english_syllables(word: str) -> int:
    """Syllables of an English word by its spelling: groups of vowels, less those that are silent."""
    plain = re.sub(r"['’]", "", word.lower())
    if plain in ODD:
        return ODD[plain]
    plain = re.sub(r"(?<=[aeou])y(?=[aeiou])", "j", plain)  # em-plo-yer
    groups = len(re.findall(r"[aeiouy]+", plain))
    return max(1, groups + len(TWO_IN_A_ROW.findall(plain)) - len(SILENT.findall(plain)))


def spanish_syllables(word: str) -> int:
    """Syllables of a Spanish word: one a vowel that is strong or stressed; i and u lean on a neighbour."""
    plain = re.sub(r"(?<=[gq])u(?=[eiéí])", "", word.lower())
    plain = re.sub(r"y$", "i", plain)
    plain = re.sub(r"(?<=[aeiouáéíóúü])h(?=[aeiouáéíóúü])", "", plain)
    return max(1, len(list(_nuclei(plain))))


def _nuclei(plain: str) -> Iterator[str]:
    """Groups of vowels that are said in one go."""
    strong = set("aeoáéóíú")
    for run in re.findall(r"[aeiouáéíóúü]+", plain):
        nucleus = ""
        for vowel in run:
            if vowel in strong and strong & set(nucleus):
                yield nucleus
                nucleus = ""
            nucleus += vowel
        yield nucleus

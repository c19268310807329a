"""Code as the page folds it: keywords, strings and comments marked up, which is all the style sheet has a colour for."""

from html import escape
from itertools import groupby

from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Operator, String

_CLASSES = {Comment: "c", Keyword: "k", Operator.Word: "k", String: "s"}
_LEXER = PythonLexer()


def highlight(source: str) -> str:
    """Python code as a ``<pre>``: keywords, comments and strings in spans of class k, c and s.

    Example
    -------
    >>> highlight("not 'a'  # b")
    '<pre class="highlight"><span class="k">not</span> <span class="s">&#x27;a&#x27;</span>  <span class="c"># b</span></pre>'
    """
    named = (
        (next((name for kind, name in _CLASSES.items() if token in kind), ""), text)
        for token, text in _LEXER.get_tokens(source.strip("\n"))
    )
    drawn = []
    for name, pieces in groupby(named, key=lambda piece: piece[0]):
        text = escape("".join(text for _, text in pieces))
        drawn.append(f'<span class="{name}">{text}</span>' if name else text)
    return f'<pre class="highlight">{"".join(drawn).rstrip()}</pre>'

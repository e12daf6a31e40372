"""jieba, imported here and nowhere else: quiet, and without its cache in a folder all may write."""

from __future__ import annotations

import logging
import warnings

with warnings.catch_warnings():
    # its regular expressions are written with escapes that newer Pythons frown upon
    warnings.simplefilter("ignore")
    import jieba
    from jieba import posseg

__all__ = ["jieba", "posseg"]


def _read_dictionary() -> None:
    """Read jieba's dictionary from its package.

    jieba itself would unmarshal a file it finds in the system's temporary folder, where any
    user of the machine may have put it; reading the dictionary costs a second more.
    """
    table = jieba.dt
    table.FREQ, table.total = table.gen_pfdict(table.get_dict_file())
    table.initialized = True


jieba.setLogLevel(logging.WARNING)
_read_dictionary()

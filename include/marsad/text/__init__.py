"""Pure Arabic text: folding, tokens, sentences, numbers, dates. No I/O besides CLDR's month names (babel)."""

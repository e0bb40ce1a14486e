<?xml version="1.0" encoding="UTF-8"?>
<CHANNEL HREF="https://news.example/"><TITLE>مرصد</TITLE>
<ITEM HREF="https://news.example/cdf" LASTMOD="2026-01-16T14:42"><TITLE>قناة قديمة</TITLE><ABSTRACT>ما زالت تُقرأ.</ABSTRACT></ITEM>
</CHANNEL>

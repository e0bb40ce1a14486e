"""A small newsroom for the tests of stories: articles that are published at once, with the events they tell."""

from dataclasses import dataclass
from datetime import datetime

from psycopg import Connection

from builders import NOON, describe, make_entry, make_event, make_mention, stage
from marsad.model import Annotation, Article, Place
from marsad.store.curated import publish_staged

FLASH = "مصدر أمني: انفجار عبوة ناسفة قرب دورية للشرطة شمالي تكريت وأنباء عن سقوط جرحى."
BLAST = (
    "أصيب أربعة من عناصر الشرطة بجروح بانفجار عبوة ناسفة استهدفت دورية للشرطة شمالي تكريت.\n"
    "وقال مصدر أمني إن العبوة كانت مزروعة على جانب الطريق وانفجرت عند مرور الدورية صباحا.\n"
    "وأكد مدير الصحة أن حالة المصابين مستقرة نافيا أنباء تحدثت عن سقوط قتلى.\n"
    "وفتحت قيادة الشرطة تحقيقا في الحادث واعتقلت اثنين من المشتبه بهم بعد ساعة."
)
BLAST_ELSEWHERE = (
    "أعلنت شرطة صلاح الدين إصابة أربعة شرطيين في انفجار استهدف دورية شمالي تكريت بعبوة ناسفة.\n"
    "وذكر شهود عيان أن سيارات الإسعاف هرعت إلى المكان وأن الطريق أغلق ساعات عدة أمام المركبات.\n"
    "ولم تتبن أي جهة الهجوم حتى مساء اليوم."
)
FAIR = (
    "افتتح وزير الثقافة معرض الكتاب السنوي في البصرة بمشاركة مئتي دار نشر من عشر دول عربية.\n"
    "ويضم المعرض أجنحة للأطفال وندوات مسائية يحضرها كتاب وشعراء من مدن الجنوب."
)


@dataclass(frozen=True)
class News:
    """An article to be published: `place` is named in the body, and its event happened there."""

    key: str
    source_id: str
    published_at: datetime
    title: str
    body: str
    trigger: str | None = None
    place: tuple[str, str] = ("تكريت", "test:tikrit")

    @property
    def annotation(self) -> Annotation:
        if self.trigger is None:
            return Annotation()
        text, entity_id = self.place
        mention = make_mention(text, "LOC", entity_id, self.body)
        where = Place(mention.start, mention.end, text, entity_id, "IQ", None, 34.6, 43.7)
        return Annotation((mention,), (), (make_event(self.trigger, self.body, location=where),))


def at(hour: int, day: int = 18, minute: int = 0) -> datetime:
    """A moment of November 2026, UTC."""
    return NOON.replace(day=day, hour=hour, minute=minute)


FLASHED = News("flash", "nahr", at(6), "عاجل.. انفجار عبوة ناسفة قرب دورية للشرطة شمالي تكريت", FLASH, "انفجار")
TOLD = News("full", "nahr", at(9), "إصابة أربعة من الشرطة بانفجار عبوة ناسفة شمالي تكريت", BLAST, "انفجار")
COPIED = News("wire", "jisr", at(11), "إصابة أربعة شرطيين بانفجار عبوة شمالي تكريت", BLAST, "انفجار")
ELSEWHERE = News("own", "sahil", at(13), "انفجار عبوة يصيب أربعة شرطيين شمالي تكريت", BLAST_ELSEWHERE, "انفجار")
APART = News("fair", "jisr", at(10), "افتتاح معرض الكتاب السنوي في البصرة", FAIR, "افتتح", ("البصرة", "test:basra"))
BLAST_NEWS = (FLASHED, TOLD, COPIED, ELSEWHERE)


def publish(connection: Connection, *news: News) -> list[Article]:
    """Publish these articles as the gate would; commits."""
    articles = []
    for one in news:
        entry = make_entry(one.key, source_id=one.source_id, published_at=one.published_at, day=one.published_at.date())
        articles.append(stage(connection, entry, one.annotation, title=one.title, body=one.body))
    with connection.transaction():
        publish_staged(connection, [article.article_id for article in articles], NOON, describe)
    connection.commit()
    return articles

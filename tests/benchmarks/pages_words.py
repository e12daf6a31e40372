"""What the generated pages say: notes of property meetings, made up from slots.

Tuning and held-out pages draw on different sentences, so nothing is learnt by heart. In a
sentence {} holds a slot; what ``Notes`` puts there is drawn anew each time.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from enum import StrEnum


class Half(StrEnum):
    """Pages to develop with, and pages only to report on."""

    TUNE = "tune"
    HELD = "held"


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, indented by so many characters; `rows` where it is a table."""

    text: str
    indent: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


_SURNAMES = {
    Half.TUNE: "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨",
    Half.HELD: "朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻",
}
_GIVEN = {
    Half.TUNE: ("国华", "明", "桂芳", "志强", "雪梅", "建军", "丽", "德胜", "晓燕", "文斌", "玉兰"),
    Half.HELD: ("海峰", "敏", "秀英", "振东", "春花", "卫民", "静", "永福", "佳怡", "宏伟", "凤霞"),
}
_POSTS = ("主任", "经理", "书记", "师傅", "阿姨", "老师", "队长")
_ESTATES = {
    Half.TUNE: ("雪松小区", "望江苑", "锦绣家园", "团结新村"),
    Half.HELD: ("梧桐里", "滨河花园", "幸福二村", "翠湖名邸"),
}
_KINDS = ("业委会第{n}次例会", "楼组长碰头会", "物业联席会议", "业主代表大会", "维修资金专题会")
_TOPICS = {
    Half.TUNE: ("电梯维修", "停车收费", "电动车充电", "消防通道", "公共收益", "垃圾分类"),
    Half.HELD: ("屋面渗漏", "门禁改造", "绿化补种", "水泵更换", "违章搭建", "换届选举"),
}
_SENTENCES = {
    Half.TUNE: (
        "{who}说{b}号楼的电梯上个月停了{n}次，老人上下楼很不方便。",
        "维修单位报价{money}元，比去年那家便宜，但是质保期只有{n}个月。",
        "表决：同意{v}票，反对{n}票，弃权{n}票，通过。",
        "{b}号楼{r}室反映地下车库{n}区漏水，要求物业{date}前修好。",
        "充电棚还有{n}个空位，就是晚上灯不亮，{who}负责找电工看一下。",
        "地面停车费由每月{small}元调整为{small}元，从{date}起执行。",
        "公共收益账户余额{money}元，第{n}季度收入{money}元，支出{money}元。",
        "{who}建议先公示{n}天，没有意见再签合同。",
        "消防通道上停了{n}辆车，已经贴单，再不挪就请交警来拖。",
        "垃圾投放点开放时间改为早上{time}到晚上{time}。",
        "{who}认为费用应当从维修资金里出，不能再让业主另外掏钱。",
        "{name}不同意，说一楼住户不用电梯，分摊办法要重新讨论。",
        "决定：由{who}牵头，{date}前拿出方案，{name}配合。",
        "监控坏了{n}个，东门那个已经半年没有画面了。",
        "居委会{name}讲了消防安全的要求，每栋楗都要有人值班。".replace("楗", "楼"),
        "业主群里{n}个人投诉保洁不到位，{who}答应每周检查两次。",
        "联系电话：{phone}，有事先打电话再上门。",
        "暂缓，等街道批下来再说，估计要到{date}。",
        "物业服务费收缴率{pct}%，比上季度提高{dec}个百分点。",
        "外墙瓷砖脱落，{b}号楼北侧先拉警戒线，{date}请人来勘查。",
    ),
    Half.HELD: (
        "{b}号楼顶楼三户渗水，雨天要用盆接，{name}拿来了照片。",
        "施工队算下来要{money}元，面积{n}平方米，防水保{n}年。",
        "投票结果：赞成{v}人，不赞成{n}人，没有表态{n}人，决议成立。",
        "门禁卡每户免费发{n}张，补办收{small}元工本费。",
        "{who}提出水泵用了十几年，噪声大，夜里{time}以后吵得睡不着。",
        "补种桂花{n}棵、冬青{n}米，苗木款{money}元由公共收益列支。",
        "候选人{name}得{v}票，{name}得{v}票，{name}得{n}票。",
        "请{who}在{date}之前把合同文本发到群里，大家看过再盖章。",
        "{b}号楼{r}室在露台搭了玻璃房，城管已经下了整改通知书。",
        "会上争论很大，最后商定先试行{n}个月，效果不好就恢复原样。",
        "高层供水压力不足，{n}层以上早高峰没有热水。",
        "{name}问审计报告什么时候公布，{who}回答最迟{date}。",
        "大修基金还剩{money}元，户均不到{small}元，续筹的事要早做打算。",
        "责任人：{name}；完成时限：{date}；监督：{name}。",
        "快递柜占了绿地，{n}户联名要求搬走，物业说合同到明年才到期。",
        "路灯换成{n}瓦的灯泡，一年大约省电{money}度。",
        "保安夜班只有{n}个人，{who}要求增加一名，月薪{money}元。",
        "宠物粪便没人清理，草坪上设{n}个拾便箱，倡议书由{name}起草。",
        "本次会议应到{n}人，实到{n}人，符合议事规则。",
        "燃气公司{date}上午{time}来换表，家里要留人。",
    ),
}
_MARGINS = ("待落实", "已办", "再问一下", "重要！", "下次再议", "金额要核实", "记得打电话")
_STRUCK = ("大概", "不是", "上周五", "三百", "物业公司", "他说", "暂定", "2号楼")
_HEADS = ("序号", "事项", "责任人", "金额（元）", "完成日期")


class Notes:
    """Draws notes from one half's sentences."""

    def __init__(self, half: Half, chance: random.Random) -> None:
        self.half, self.chance = half, chance

    def meeting(self, sentences: int) -> tuple[Block, ...]:
        """Notes of one meeting: heading, particulars, topics with what was said."""
        topics = self.chance.sample(_TOPICS[self.half], 3)
        said = self._several(sentences)
        blocks = [Block(self._filled(self._pick(_ESTATES[self.half]) + self._pick(_KINDS)), 4)]
        blocks += [Block(line) for line in self._particulars()]
        for number, topic in enumerate(topics):
            blocks.append(Block(f"{'一二三'[number]}、{topic}"))
            part = said[number::3]
            blocks += [Block(f"{i}. {text}", 1) for i, text in enumerate(part, 1)]
        return (*blocks, Block(self._filled("{time}散会。下次会议{date}。")))

    def table(self, rows: int) -> Block:
        """Who does what for how much and until when."""
        lines = tuple(self._row(number) for number in range(1, rows + 1))
        return Block("", rows=(_HEADS, *lines))

    def said(self, sentences: int) -> tuple[Block, ...]:
        return tuple(Block(text) for text in self._several(sentences))

    def verse(self) -> str:
        """Half a line: the beginning of a sentence, without marks or figures."""
        words = re.sub(r"[^\u4e00-\u9fff]", "", "".join(self._several(1)))
        return words[: self.chance.choice((5, 6, 7))]

    def topic(self) -> str:
        return self._pick(_TOPICS[self.half])

    def matter(self) -> str:
        """Something to be done, in few words."""
        return self._slot("who") + self._pick(("催办", "核实", "联系", "报价")) + self.topic()

    def entry(self, label: str) -> str:
        """What is filled in behind a label of a form."""
        slots = {"电话": "phone", "户主": "name", "经办": "who", "日期": "date", "金额": "money"}
        return self._slot(slots[label]) if label in slots else self._slot("r")

    def margin(self) -> str:
        return self._pick(_MARGINS)

    def struck(self) -> str:
        return self._pick(_STRUCK)

    def _several(self, count: int) -> list[str]:
        pool = list(_SENTENCES[self.half])
        self.chance.shuffle(pool)
        return [self._filled(sentence) for sentence in (pool * 2)[:count]]

    def _particulars(self) -> tuple[str, ...]:
        return tuple(
            self._filled(line)
            for line in (
                "时间：{date}晚上{time}",
                "地点：居委会二楼会议室",
                "主持：{name}  记录：{name}",
                "参加：{name}、{name}、{name}、{name}等{n}人",
            )
        )

    def _row(self, number: int) -> tuple[str, ...]:
        topic = self._pick(_TOPICS[self.half])
        return (str(number), topic, self._slot("name"), self._slot("money"), self._slot("day"))

    def _filled(self, sentence: str) -> str:
        return re.sub(r"{(\w+)}", lambda found: self._slot(found[1]), sentence)

    def _slot(self, name: str) -> str:
        draw = self.chance.randint
        match name:
            case "name":
                return self._pick(_SURNAMES[self.half]) + self._pick(_GIVEN[self.half])
            case "who":
                return self._pick(_SURNAMES[self.half]) + self._pick(_POSTS)
            case "money":
                return str(self._pick((draw(3, 99) * 100, draw(1000, 99999), draw(11, 89) * 10000)))
            case "date":
                return f"{draw(1, 12)}月{draw(1, 28)}日"
            case "day":
                return f"2026.{draw(1, 12)}.{draw(1, 28)}"
            case "time":
                return self._pick((f"{draw(7, 21)}:{draw(0, 5)}0", f"{draw(1, 9)}点半"))
        return str(_numbers(name, self.chance))

    def _pick(self, of: tuple[str, ...] | tuple[int, ...] | str) -> str:
        return str(self.chance.choice(of))


def _numbers(name: str, chance: random.Random) -> str:
    draw = chance.randint
    made = {
        "n": str(draw(2, 36)),
        "v": str(draw(40, 380)),
        "b": str(draw(1, 48)),
        "r": str(draw(1, 18) * 100 + draw(1, 4)),
        "small": str(draw(5, 90) * 5),
        "pct": f"{draw(60, 98)}.{draw(0, 9)}",
        "dec": f"{draw(0, 6)}.{draw(1, 9)}",
        "phone": f"13{draw(0, 9)}{draw(0, 99999999):08}",
    }
    return made[name]

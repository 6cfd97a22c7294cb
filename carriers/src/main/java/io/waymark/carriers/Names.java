package io.waymark.carriers;

import java.util.BitSet;
import java.util.List;
import java.util.Set;

/** What is known of names in Chinese characters. */
final class Names {

    /** The commonest two hundred and some first characters of family names, but for those that are everyday words too. */
    static final String FAMILY = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖"
            + "邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安颜倪严牛温芦季俞章鲁葛伍韦申尤毕聂丛焦"
            + "柳邢骆岳齐梅莫庄辛祝左涂谷祁舒耿牟卜詹关苗凌费纪靳盛童欧甄项曲游裴席卫查屈鲍覃霍翁甘柴鄢褚娄丘尚司诸慕皇甫夷闻柏窦饶邬艾";

    /** Whoever it is, it is not one person who could be told from others. */
    private static final String NOBODY =
            "本人|他人|家人|家属|亲友|朋友|同事|邻居|前台|门卫|保安|物业|收发室|传达室|办公室|驿站|快递柜|自提柜|丰巢|菜鸟|代收点|代理点|自提点|便利店|"
                    + "超市|门店|药店|公司|单位|学校|医院|酒店|小区|网点|分拨|中心|物流|快运|速递|营业|服务|部门|取件码|取货码|寄件人|收件人|父母|门口|快递员";

    /** What begins like a name behind the word for a courier and is none. */
    private static final Set<String> NO_NAMES = Set.of(
            ("马上 方便 安排 安全 任务 高效 高峰 时间 常规 平安 于今 于明 于当 于次 万一 温馨 易碎 关注 尚未 盛情 文明 金额 马不 关于 齐全 查找 查询 查看 查无 何时 司机 项目 费用 严格 "
                            + "关机 谢绝 方式 小哥 小件 小时 小区 老板 阿姨")
                    .split(" "));

    /** What stands behind a separator and is no name: 快递员：已出发. */
    private static final String NO_FIRST = "已正请将为您无暂未不待可未在有";

    private static final WordTree NOBODY_IN = new WordTree();

    private static final BitSet FIRSTS = FAMILY.chars().collect(BitSet::new, BitSet::set, BitSet::or);

    /** What somebody is called by behind the name. */
    static final List<String> TITLES = List.of("先生", "女士", "小姐", "师傅");

    private static final List<String> DOUBLE = List.of("欧阳", "司马", "诸葛", "上官", "皇甫", "慕容", "令狐", "司徒", "夏侯");

    static {
        NOBODY_IN.add(List.of((NOBODY + "|代签|代收|签收").split("\\|")), 1);
    }

    private Names() {}

    /** Whether this may be a person's name, whatever it begins with. */
    static boolean isSomebody(String name) {
        boolean somebody = NO_FIRST.indexOf(name.charAt(0)) < 0;
        for (int at = 0; somebody && at < name.length(); at++) {
            somebody = NOBODY_IN.bits(name, at) == 0;
        }
        return somebody;
    }

    /** Whether a family name begins at a place. */
    static boolean isFamily(String text, int at) {
        return at < text.length() && (FIRSTS.get(text.charAt(at)) ? !isNoName(text, at) : isDouble(text, at));
    }

    /** Behind a title such as {@code 先生}; the place itself if there is none. */
    static int afterTitle(String text, int at) {
        for (String title : TITLES) {
            if (text.startsWith(title, at)) {
                return at + title.length();
            }
        }
        return at;
    }

    /** Whether somebody is called here as friends do: 小王, 阿强. */
    static boolean isCalled(String text, int at) {
        return at < text.length() && "小老阿".indexOf(text.charAt(at)) >= 0 && !isNoName(text, at);
    }

    /** Whether a name may begin with a character, or what may stand before one: 由同事张三代收, 由【张三】签收. */
    static boolean mayBegin(char character) {
        return FIRSTS.get(character) || " ：:【[（(同家邻朋门保前快派业配".indexOf(character) >= 0;
    }

    /** How many characters a whole name may have that begins at a place. */
    static int most(String text, int at) {
        return isDouble(text, at) ? 4 : 3;
    }

    private static boolean isDouble(String text, int at) {
        return "欧司诸上皇慕令夏".indexOf(text.charAt(at)) >= 0
                && at + 2 <= text.length()
                && DOUBLE.contains(text.substring(at, at + 2));
    }

    private static boolean isNoName(String text, int at) {
        return at + 2 <= text.length() && NO_NAMES.contains(text.substring(at, at + 2));
    }
}

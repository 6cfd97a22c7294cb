package io.waymark.sandbox.journey;

/** Where scans happen. The organisations are made up; the area codes are those of the administrative divisions. */
public enum Place {
    // spotless:off
    SHENZHEN     ("深圳南山公司", "755001", "1", "广东省", "深圳市", "CN440305000000", "广东,深圳市,南山区", "113.930478,22.533191", "nan shan qu"),
    SHENZHEN_HUB ("深圳转运中心", "755900", "2", "广东省", "深圳市", "CN440300000000", "广东,深圳市",        "114.057868,22.543099", "shen zhen shi"),
    HANGZHOU_HUB ("杭州转运中心", "571900", "2", "浙江省", "杭州市", "CN330100000000", "浙江,杭州市",        "120.153576,30.287459", "hang zhou shi"),
    HANGZHOU     ("杭州滨江公司", "571001", "1", "浙江省", "杭州市", "CN330108000000", "浙江,杭州市,滨江区", "120.211990,30.208350", "bin jiang qu"),
    STATION      ("杭州滨江驿站", "571301", "3", "浙江省", "杭州市", "CN330108000000", "浙江,杭州市,滨江区", "120.211990,30.208350", "bin jiang qu"),
    SYDNEY       ("悉尼仓库",     "200001", "1", "新南威尔士", "悉尼",  "AU",             "澳大利亚,悉尼",      "151.209296,-33.868820", "xi ni"),
    CUSTOMS      ("杭州口岸",     "571800", "2", "浙江省", "杭州市", "CN330109000000", "浙江,杭州市,萧山区", "120.270693,30.162932", "xiao shan qu");
    // spotless:on

    private final String organisation;
    private final String code;
    private final String type;
    private final String province;
    private final String city;
    private final String areaCode;
    private final String areaName;
    private final String areaCenter;
    private final String areaPinYin;

    Place(
            String organisation,
            String code,
            String type,
            String province,
            String city,
            String areaCode,
            String areaName,
            String areaCenter,
            String areaPinYin) {
        this.organisation = organisation;
        this.code = code;
        this.type = type;
        this.province = province;
        this.city = city;
        this.areaCode = areaCode;
        this.areaName = areaName;
        this.areaCenter = areaCenter;
        this.areaPinYin = areaPinYin;
    }

    public String organisation() {
        return organisation;
    }

    /** STO's number of the organisation. */
    public String code() {
        return code;
    }

    /** In STO's words: 1 outlet (网点), 2 hub (中转), 3 station, shop or locker (代收点). */
    public String type() {
        return type;
    }

    public String province() {
        return province;
    }

    public String city() {
        return city;
    }

    /** As Kuaidi100 writes it: {@code CN} and 12 digits. */
    public String areaCode() {
        return areaCode;
    }

    public String areaName() {
        return areaName;
    }

    /** Longitude and latitude. */
    public String areaCenter() {
        return areaCenter;
    }

    public String areaPinYin() {
        return areaPinYin;
    }
}

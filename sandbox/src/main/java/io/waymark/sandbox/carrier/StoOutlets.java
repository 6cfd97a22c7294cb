package io.waymark.sandbox.carrier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/** A few service points (网点). Names, addresses and phones are made up. */
final class StoOutlets {

    // spotless:off
    private static final Outlet[] OUTLETS = {
        new Outlet("571001", "杭州滨江公司",   "浙江省", "杭州市", "滨江区", "江南大道0001号", "0571-00000001"),
        new Outlet("571002", "杭州余杭公司",   "浙江省", "杭州市", "余杭区", "文一西路0002号", "0571-00000002"),
        new Outlet("571301", "杭州滨江驿站",   "浙江省", "杭州市", "滨江区", "网商路0003号",   "0571-00000003"),
        new Outlet("755001", "深圳南山公司",   "广东省", "深圳市", "南山区", "科技路0004号",   "0755-00000004"),
        new Outlet("755002", "深圳福田公司",   "广东省", "深圳市", "福田区", "深南路0005号",   "0755-00000005"),
        new Outlet("020001", "广州天河公司",   "广东省", "广州市", "天河区", "天河路0006号",   "020-00000006"),
        new Outlet("021001", "上海青浦公司",   "上海市", "上海市", "青浦区", "华新路0007号",   "021-00000007"),
        new Outlet("010001", "北京朝阳公司",   "北京市", "北京市", "朝阳区", "建国路0008号",   "010-00000008"),
    };
    // spotless:on

    private record Outlet(
            String code, String name, String province, String city, String district, String address, String phone) {

        boolean isIn(String wantedProvince, String wantedCity, String wantedDistrict) {
            return province.startsWith(wantedProvince)
                    && city.startsWith(wantedCity)
                    && district.startsWith(wantedDistrict);
        }

        JsonObject json() {
            return new JsonObject()
                    .put("outlet_code", code)
                    .put("outlet_name", name)
                    .put("province", province)
                    .put("city", city)
                    .put("district", district)
                    .put("address", address)
                    .put("phone", phone);
        }
    }

    private StoOutlets() {}

    /** Those of an area; a part that is "" is any. 浙江 is found as well as 浙江省. */
    static JsonArray in(String province, String city, String district) {
        JsonArray found = new JsonArray();
        Stream.of(OUTLETS)
                .filter(outlet -> outlet.isIn(province, city, district))
                .forEach(outlet -> found.add(outlet.json()));
        return found;
    }
}

package io.waymark.bench;

import io.waymark.carriers.Masking;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to mask one text, by what is in it. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class MaskingBench {

    private String harmless = "【杭州市】 快件已从【杭州转运中心】发出，准备发往【武汉转运中心】";
    private String numbered = "【杭州市】 已装车，车签号100380861，预计2026-11-20 18:00到达【武汉转运中心】";
    private String phone = "【杭州市】 您的快件已到达【杭州转运中心7】, 如有疑问请联系快递员 13800000000 ";
    private String courier = "【杭州市】 【杭州滨江一部】的派件员【王师傅 13812341234】正在为您派件";
    private String code = "您的快件已存放至【翠苑小区8号楼丰巢快递柜】，凭取件码6-2-3017取件，联系电话0571-88881234";
    private String abroad = "Delivered. Signed for by: J. SMITH, tel +44 20 7946 0958, Apt 5B";

    /** As most: nothing personal, no digit. */
    @Benchmark
    public String harmless() {
        return Masking.mask(harmless);
    }

    /** Digits that are no phone. */
    @Benchmark
    public String numbered() {
        return Masking.mask(numbered);
    }

    /** As each of the sample push. */
    @Benchmark
    public String phone() {
        return Masking.mask(phone);
    }

    /** A name and a phone. */
    @Benchmark
    public String courier() {
        return Masking.mask(courier);
    }

    /** A door, a code and a phone. */
    @Benchmark
    public String code() {
        return Masking.mask(code);
    }

    /** For which libphonenumber is asked. */
    @Benchmark
    public String abroad() {
        return Masking.mask(abroad);
    }
}

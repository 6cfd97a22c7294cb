package io.waymark.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.waymark.console.report.DailyReport;
import io.waymark.console.report.DailyReport.Day;
import io.waymark.console.report.DailyReport.DayCount;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Where a chart's bars lie. */
class DayChartTest {

    private static final double FLOOR = 118;
    private static final double HEIGHT = 110;
    private static final LocalDate FIRST = LocalDate.parse("2026-11-01");

    @Test
    void theHighestBarReachesTheTopAndTheOthersTheirShare() {
        DayChart chart = chart(0, 20, 5);

        assertThat(chart.most()).isEqualTo(20);
        assertThat(chart.columns())
                .extracting(column -> column.signed().height())
                .containsExactly(0.0, HEIGHT, HEIGHT / 4);
        assertThat(chart.columns()).allSatisfy(column -> assertThat(
                        column.signed().y() + column.signed().height())
                .isEqualTo(FLOOR));
    }

    @Test
    void oneParcelDoesNotLookLikeMany() {
        assertThat(chart(1).columns().get(0).signed().height()).isEqualTo(HEIGHT / 4, within());
    }

    @Test
    void everyColumnLiesInTheFieldAndNoneOnAnother() {
        List<DayChart.Column> columns = chart(LongStream.range(0, 30).toArray()).columns();

        for (int i = 0; i < columns.size(); i++) {
            DayChart.Column column = columns.get(i);
            assertThat(column.problems().x() + column.problems().width())
                    .isLessThanOrEqualTo(
                            i + 1 < columns.size() ? columns.get(i + 1).x() + 0.1 : DayChart.WIDTH);
            assertThat(column.problems().x())
                    .isGreaterThan(column.signed().x() + column.signed().width() - 0.1);
        }
    }

    @Test
    void theLastDayIsNamedAndEachAWeekBefore() {
        assertThat(chart(new long[15]).columns().stream()
                        .filter(DayChart.Column::isNamed)
                        .map(DayChart.Column::name))
                .containsExactly("11-01", "11-08", "11-15");
    }

    @Test
    void whereNothingHappenedThereIsNothingToShow() {
        assertThat(chart(0, 0).isEmpty()).isTrue();
        assertThat(chart().isEmpty()).isTrue();
        assertThat(chart(0, 1).isEmpty()).isFalse();
    }

    private static Offset<Double> within() {
        return Offset.offset(0.1);
    }

    private static DayChart chart(long... signed) {
        List<Day> days = LongStream.range(0, signed.length)
                .mapToObj(i -> new Day(FIRST.plusDays(i), signed[(int) i], 0))
                .toList();
        return DayChart.of(new DailyReport(
                Instant.EPOCH,
                Instant.EPOCH,
                "Asia/Shanghai",
                days,
                new DayCount(LongStream.of(signed).sum(), 0)));
    }
}

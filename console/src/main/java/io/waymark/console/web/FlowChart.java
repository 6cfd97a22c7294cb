package io.waymark.console.web;

import io.waymark.console.conservation.Flow.Slot;
import io.waymark.console.web.DayChart.Bar;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * How much came in as a chart, in a field of {@value #WIDTH} by {@value #HEIGHT}.
 *
 * @param events all together
 * @param rejected all together
 * @param most the figure at the top of the scale
 */
public record FlowChart(List<Column> columns, long events, long rejected, long most) {

    static final int WIDTH = 640;
    static final int HEIGHT = 110;

    private static final ZoneId BEIJING = ZoneId.of("Asia/Shanghai");
    private static final int LEFT = 44;
    private static final int TOP = 8;
    private static final int FLOOR = 90;
    private static final long LEAST_SCALE = 4;

    /** An hour or a day, as it is named in Beijing; {@code isNamed} whether there is room for the name. */
    public record Column(String name, double x, double width, Bar events, long rejected, boolean isNamed) {}

    /**
     * @param pattern of the names
     * @param every how many columns lie between two that are named
     */
    static FlowChart of(List<Slot> slots, String pattern, int every) {
        DateTimeFormatter names = DateTimeFormatter.ofPattern(pattern).withZone(BEIJING);
        long most = Math.max(
                LEAST_SCALE, slots.stream().mapToLong(Slot::events).max().orElse(0));
        double width = (double) (WIDTH - LEFT) / Math.max(slots.size(), 1);
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            double x = LEFT + i * width;
            double height = (double) (FLOOR - TOP) * slot.events() / most;
            columns.add(new Column(
                    names.format(slot.begins()),
                    tenth(x),
                    tenth(width),
                    new Bar(
                            tenth(x + width * 0.15),
                            tenth(FLOOR - height),
                            tenth(width * 0.7),
                            tenth(height),
                            slot.events()),
                    slot.rejected(),
                    (slots.size() - 1 - i) % every == 0));
        }
        return new FlowChart(
                columns,
                slots.stream().mapToLong(Slot::events).sum(),
                slots.stream().mapToLong(Slot::rejected).sum(),
                most);
    }

    private static double tenth(double length) {
        return Math.round(length * 10) / 10.0;
    }
}

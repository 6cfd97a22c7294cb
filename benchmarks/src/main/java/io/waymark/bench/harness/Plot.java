package io.waymark.bench.harness;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A picture of numbers as SVG, written by hand: a library's would draw every letter and every dash as a path of its own, and want
 * the fonts of a screen.
 */
public final class Plot {

    /** How the axes of lines go. */
    public enum Scale {
        LINEAR,
        /** Along x alone. */
        LOG_X,
        LOG_LOG
    }

    private static final double BAR_SHARE = 0.8;

    private final String name;
    private final Canvas canvas;

    private Plot(String name, Canvas canvas) {
        this.name = name;
        this.canvas = canvas;
    }

    /**
     * Lines.
     *
     * @param name of its file, without the ending
     * @param lines by their names, each y over x, in the order of x
     */
    public static Plot lines(
            String name, String title, String x, String y, Map<String, Map<Double, Double>> lines, Scale scale) {
        Axis across = Axis.over(
                lines.values().stream().flatMap(line -> line.keySet().stream()).mapToDouble(Double::doubleValue),
                scale != Scale.LINEAR,
                Canvas.WIDTH);
        Axis up = up(lines.values().stream().map(Map::values), scale == Scale.LOG_LOG);
        Canvas canvas = new Canvas(title, y, up);
        canvas.across(x, across);
        lines.forEach((line, points) -> {
            String color = canvas.named(line);
            List<double[]> places = new ArrayList<>();
            points.forEach((at, value) -> {
                if (across.holds(at) && up.holds(value)) {
                    places.add(new double[] {across.place(at), up.place(value)});
                }
            });
            canvas.line(places, color);
        });
        return new Plot(name, canvas);
    }

    /**
     * Bars in groups.
     *
     * @param groups what stands below them
     * @param bars by their names, one for each group
     */
    public static Plot bars(String name, String title, String y, List<String> groups, Map<String, List<Double>> bars) {
        Axis up = up(bars.values().stream(), false);
        Canvas canvas = new Canvas(title, y, up);
        double group = Canvas.WIDTH / groups.size();
        double width = BAR_SHARE * group / bars.size();
        for (int i = 0; i < groups.size(); i++) {
            canvas.below((i + 0.5) * group, groups.get(i));
        }
        int nth = 0;
        for (Map.Entry<String, List<Double>> bar : new LinkedHashMap<>(bars).entrySet()) {
            String color = canvas.named(bar.getKey());
            for (int i = 0; i < groups.size(); i++) {
                double left = (i + (1 - BAR_SHARE) / 2) * group + nth * width;
                double value = bar.getValue().get(i);
                if (up.holds(value)) {
                    canvas.bar(left, width, up.place(value), color, Table.shown(value));
                }
            }
            nth++;
        }
        return new Plot(name, canvas);
    }

    private static Axis up(Stream<? extends Collection<Double>> values, boolean logarithmic) {
        return Axis.over(
                values.flatMap(Collection::stream).mapToDouble(Double::doubleValue), logarithmic, Canvas.HEIGHT);
    }

    String file() {
        return name + ".svg";
    }

    String svg() {
        return canvas.svg();
    }
}

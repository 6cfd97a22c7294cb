package io.waymark.bench.harness;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A drawing of fixed size with axes at its left and below. Places count from the crossing of the axes, to the right and up. */
final class Canvas {

    /** Of what is between the axes and the edges. */
    static final double WIDTH = 620;

    static final double HEIGHT = 290;

    private static final double LEFT = 80;
    private static final double TOP = 40;
    private static final double BELOW = 90;
    private static final double LEGEND_STEP = 170;
    private static final int PER_LINE = 4;

    /** Told apart also by those who do not see red and green apart (Okabe and Ito). */
    private static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000");

    private final StringBuilder drawn = new StringBuilder();
    private int names;

    Canvas(String title, String y, Axis up) {
        text(WIDTH / 2, HEIGHT + 18, "middle", "<tspan font-weight='bold'>" + safe(title) + "</tspan>");
        text(-LEFT + 12, HEIGHT + 18, "start", safe(y));
        for (double tick : up.ticks()) {
            rule(0, up.place(tick), WIDTH, up.place(tick));
            text(-8, up.place(tick) - 4, "end", tickText(tick));
        }
    }

    /** The axis below. */
    void across(String x, Axis across) {
        for (double tick : across.ticks()) {
            rule(across.place(tick), 0, across.place(tick), HEIGHT);
            below(across.place(tick), tickText(tick));
        }
        text(WIDTH / 2, -36, "middle", safe(x));
    }

    void below(double at, String words) {
        text(at, -18, "middle", safe(words));
    }

    /** The next color, which the legend gives this name. */
    String named(String name) {
        String color = COLORS.get(names % COLORS.size());
        double left = LEGEND_STEP * (names % PER_LINE) - LEFT / 2;
        double low = -60 - 18 * (names / PER_LINE);
        names++;
        add("<rect x='%.1f' y='%.1f' width='12' height='12' fill='%s'/>", x(left), y(low + 10), color);
        text(left + 18, low, "start", safe(name));
        return color;
    }

    void line(List<double[]> places, String color) {
        String points = places.stream()
                .map(place -> String.format(Locale.ROOT, "%.1f,%.1f", x(place[0]), y(place[1])))
                .collect(Collectors.joining(" "));
        add("<polyline points='%s' fill='none' stroke='%s' stroke-width='2'/>", points, color);
        if (places.size() <= 20) {
            places.forEach(
                    place -> add("<circle cx='%.1f' cy='%.1f' r='3' fill='%s'/>", x(place[0]), y(place[1]), color));
        }
    }

    void bar(double left, double width, double height, String color, String words) {
        add(
                "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f' fill='%s'/>",
                x(left), y(height), width - 2, height, color);
        text(left + width / 2, height + 4, "middle", words);
    }

    String svg() {
        double width = LEFT + WIDTH + 30;
        double height = TOP + HEIGHT + BELOW;
        return String.format(
                Locale.ROOT,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %.0f %.0f' font-family='sans-serif' font-size='11'>%n"
                        + "<rect width='100%%' height='100%%' fill='white'/>%n%s</svg>%n",
                width,
                height,
                drawn);
    }

    private void rule(double fromX, double fromY, double toX, double toY) {
        add("<path d='M%.1f %.1fL%.1f %.1f' stroke='#ddd'/>", x(fromX), y(fromY), x(toX), y(toY));
    }

    private void text(double x, double y, String anchor, String words) {
        add("<text x='%.1f' y='%.1f' text-anchor='%s'>%s</text>", x(x), y(y), anchor, words);
    }

    private void add(String form, Object... values) {
        drawn.append(String.format(Locale.ROOT, form, values)).append('\n');
    }

    private static double x(double right) {
        return LEFT + right;
    }

    private static double y(double up) {
        return TOP + HEIGHT - up;
    }

    private static String tickText(double tick) {
        return tick == Math.rint(tick) ? String.format(Locale.ROOT, "%,.0f", tick) : Double.toString((float) tick);
    }

    private static String safe(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;");
    }
}

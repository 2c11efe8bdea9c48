package dev.pulso.bench.soak;

import dev.pulso.bench.soak.Series.Kind;
import java.awt.Color;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** What a soak leaves: a table of all series, {@code soak.csv}, and a chart for each kind. */
final class SoakReport {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 420;
    private static final float LINE = 1.6f;
    /** Okabe and Ito, "Color Universal Design": told apart with any kind of colour vision. The theme has five for seven parts. */
    private static final Color[] COLORS = {
        new Color(0x000000),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xD55E00),
        new Color(0x0072B2)
    };

    private final List<Series> series;
    private final Path folder;

    SoakReport(List<Series> series, Path folder) {
        this.series = List.copyOf(series);
        this.folder = folder;
    }

    /** Prints second and last quarter of each and returns the names of those that are not flat. */
    List<String> judge(PrintStream out, double mostLag) {
        List<String> steep = new ArrayList<>();
        out.printf("%n%-36s %-13s %12s %12s%n", "series", "unit", "2nd quarter", "last quarter");
        for (Series each : series) {
            Flatness flatness = Flatness.of(each);
            boolean flat = flatness.isFlat(mostLag);
            out.printf(
                    Locale.ROOT,
                    "%-36s %-13s %,12.1f %,12.1f  %s%n",
                    each.name(),
                    each.kind().name().toLowerCase(Locale.ROOT),
                    flatness.before(),
                    flatness.after(),
                    each.kind() == Kind.DISK_MB ? "not judged" : flat ? "flat" : "NOT FLAT");
            if (!flat) {
                steep.add(each.name());
            }
        }
        return steep;
    }

    void write() throws IOException {
        Files.createDirectories(folder);
        List<String> lines = new ArrayList<>(List.of("series,unit,minute,value"));
        for (Series each : series) {
            for (int i = 0; i < each.values().size(); i++) {
                lines.add(String.format(
                        Locale.ROOT,
                        "%s,%s,%.2f,%.2f",
                        each.name(),
                        each.kind().name().toLowerCase(Locale.ROOT),
                        each.minutes().get(i),
                        each.values().get(i)));
            }
        }
        Files.write(folder.resolve("soak.csv"), lines);
        for (Kind kind : Kind.values()) {
            chart(kind);
        }
    }

    private void chart(Kind kind) throws IOException {
        String unit = kind.name().toLowerCase(Locale.ROOT);
        XYChart chart = new XYChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Soak")
                .xAxisTitle("minutes")
                .yAxisTitle(unit.replace('_', ' '))
                .theme(Styler.ChartTheme.GGPlot2)
                .build();
        chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setYAxisMin(0.0);
        chart.getStyler().setSeriesColors(COLORS);
        series.stream()
                .filter(each -> each.kind() == kind && !each.values().isEmpty())
                .forEach(each -> chart.addSeries(each.name(), each.minutes(), each.values())
                        .setMarker(SeriesMarkers.NONE)
                        .setLineStyle(SeriesLines.SOLID)
                        .setLineWidth(LINE));
        // As a bitmap: thirty curves of hundreds of points are half a megabyte as vectors.
        BitmapEncoder.saveBitmap(
                chart, folder.resolve("soak-" + unit.replace('_', '-') + ".png").toString(), BitmapFormat.PNG);
    }
}

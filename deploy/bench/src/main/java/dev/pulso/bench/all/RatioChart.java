package dev.pulso.bench.all;

import dev.pulso.bench.report.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler;

/**
 * A bar for each figure on a logarithmic axis: how many times better than its baseline it is, whether more of it is better (a
 * rate) or less (a time, a cost).
 */
final class RatioChart {
    private static final int BAR = 30;
    private static final int AXIS = 120;
    private static final int HEIGHT = 820;
    private static final int LABEL_LENGTH = 58;

    private RatioChart() {}

    /** Writes the chart as SVG and returns the file. What cannot be divided (a figure of zero) is left out. */
    static Path write(List<Figure> figures, Path file) throws IOException {
        List<Figure> drawn = figures.stream()
                .filter(figure -> figure.value() > 0 && figure.baseline() > 0)
                .toList();
        CategoryChart chart = new CategoryChartBuilder()
                .width(AXIS + BAR * drawn.size())
                .height(HEIGHT)
                .title("Pulso beside the baseline of the same run (above 1: better than it)")
                .yAxisTitle("times better than the baseline")
                .theme(Styler.ChartTheme.GGPlot2)
                .build();
        chart.getStyler().setXAxisLabelRotation(90);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setYAxisLogarithmic(true);
        // A logarithmic axis cannot begin at zero, as bars otherwise do.
        chart.getStyler()
                .setYAxisMin(drawn.stream()
                        .mapToDouble(RatioChart::better)
                        .map(better -> Math.pow(10, Math.floor(Math.log10(better))))
                        .min()
                        .orElse(1));
        chart.addSeries(
                "times better",
                labels(drawn),
                drawn.stream().map(RatioChart::better).toList());
        Files.createDirectories(file.toAbsolutePath().getParent());
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
        return file;
    }

    private static double better(Figure figure) {
        String unit = figure.unit();
        boolean moreIsBetter = unit.endsWith("/s") || unit.equals("share") || unit.startsWith("of ");
        return moreIsBetter ? figure.ratio() : 1 / figure.ratio();
    }

    /** Each of them once: the chart would put two bars of one label on top of each other. */
    private static List<String> labels(List<Figure> figures) {
        List<String> labels = new ArrayList<>();
        for (Figure figure : figures) {
            String whole = figure.benchmark() + ": " + figure.what() + " / " + figure.baselineOf();
            String label = whole.length() <= LABEL_LENGTH ? whole : whole.substring(0, LABEL_LENGTH - 1) + "…";
            labels.add(labels.contains(label) ? label + " " + (labels.size() + 1) : label);
        }
        return labels;
    }
}

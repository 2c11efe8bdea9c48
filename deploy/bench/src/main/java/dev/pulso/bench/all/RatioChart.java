package dev.pulso.bench.all;

import dev.pulso.bench.report.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.style.Styler;

/** A bar for each figure: how many times its baseline it is, on a logarithmic axis. */
final class RatioChart {
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 560;
    private static final int LABEL_LENGTH = 34;

    private RatioChart() {}

    /** Writes the chart as SVG and returns the file. */
    static Path write(List<Figure> figures, Path file) throws IOException {
        CategoryChart chart = new CategoryChartBuilder()
                .width(WIDTH)
                .height(HEIGHT)
                .title("Pulso beside the baseline of the same run (1 = as much)")
                .yAxisTitle("times the baseline")
                .theme(Styler.ChartTheme.GGPlot2)
                .build();
        chart.getStyler().setXAxisLabelRotation(45);
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setYAxisLogarithmic(true);
        chart.addSeries(
                "ratio",
                figures.stream().map(RatioChart::label).toList(),
                figures.stream().map(Figure::ratio).toList());
        Files.createDirectories(file.toAbsolutePath().getParent());
        VectorGraphicsEncoder.saveVectorGraphic(chart, file.toString(), VectorGraphicsFormat.SVG);
        return file;
    }

    private static String label(Figure figure) {
        String label = figure.benchmark() + ": " + figure.what();
        return label.length() <= LABEL_LENGTH ? label : label.substring(0, LABEL_LENGTH - 1) + "…";
    }
}

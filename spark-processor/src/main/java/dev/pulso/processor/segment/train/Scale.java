package dev.pulso.processor.segment.train;

/**
 * Original units and scaled ones.
 *
 * @param log1p whether ln(1+x) came before scaling
 */
public record Scale(boolean log1p, double[] mean, double[] deviation) {
    public double toOriginal(int feature, double scaled) {
        double transformed = scaled * deviation[feature] + mean[feature];
        return log1p ? Math.expm1(transformed) : transformed;
    }

    public double toScaled(int feature, double original) {
        double transformed = log1p ? Math.log1p(Math.max(original, 0)) : original;
        return deviation[feature] == 0 ? 0 : (transformed - mean[feature]) / deviation[feature];
    }

    public double[] toOriginal(double[] scaled) {
        double[] original = new double[scaled.length];
        for (int feature = 0; feature < original.length; feature++) {
            original[feature] = toOriginal(feature, scaled[feature]);
        }
        return original;
    }

    public double[] toScaled(double[] original) {
        double[] scaled = new double[original.length];
        for (int feature = 0; feature < scaled.length; feature++) {
            scaled[feature] = toScaled(feature, original[feature]);
        }
        return scaled;
    }
}

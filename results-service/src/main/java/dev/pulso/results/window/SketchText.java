package dev.pulso.results.window;

import dev.pulso.results.sketch.Sketches;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** A sketch inside a delta. */
public final class SketchText {
    private SketchText() {}

    /** @throws UnusableDelta if the text is no sketch in base64 */
    public static byte @Nullable [] decode(@Nullable String base64, String pointer) throws UnusableDelta {
        if (base64 == null) {
            return null;
        }
        try {
            return Sketches.checked(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            throw new UnusableDelta("invalid-sketch", pointer, "no HLL sketch in base64");
        }
    }
}

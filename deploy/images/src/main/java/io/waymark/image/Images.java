package io.waymark.image;

import com.google.cloud.tools.jib.api.JibContainer;
import io.waymark.image.OciArchive.Layer;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/** Builds every image from its context to an archive beside it, and says how large they are. */
public final class Images {

    /** What an image adds to its base: libraries, application, state. */
    private static final int OWN_LAYERS = 3;

    private static final double MEGABYTE = 1e6;

    private Images() {}

    /** Arguments: the directory of the contexts, the version, which is the tag, and the base image. */
    public static void main(String[] arguments) throws Exception {
        Path target = Path.of(arguments[0]);
        PrintStream out = System.out;
        out.printf("%-36s %21s %21s  %s%n", "MB compressed / unpacked", "without its base", "with it", "digest");
        for (Image image : Image.values()) {
            String name = "waymark/" + image.label() + ":" + arguments[1];
            Path archive = target.resolve(image.label() + ".tar");
            JibContainer built = ImageArchive.build(target.resolve(image.label()), arguments[2], name, archive);
            List<Layer> layers = OciArchive.read(archive).layers();
            List<Layer> own = layers.subList(layers.size() - OWN_LAYERS, layers.size());
            out.printf("%-36s %21s %21s  %s%n", name, size(own), size(layers), built.getDigest());
        }
    }

    private static String size(List<Layer> layers) {
        return megabytes(layers, Layer::compressed) + " / " + megabytes(layers, Layer::unpacked);
    }

    private static String megabytes(List<Layer> layers, ToLongFunction<Layer> bytes) {
        return String.format(
                Locale.ROOT, "%.1f", layers.stream().mapToLong(bytes).sum() / MEGABYTE);
    }
}

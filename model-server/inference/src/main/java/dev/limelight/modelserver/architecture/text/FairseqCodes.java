package dev.limelight.modelserver.architecture.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The languages of models that come from fairseq, in the order in which transformers gives them ids
 * behind all pieces. Bundles may leave them out, because transformers knows them by heart.
 */
public final class FairseqCodes {

    private static final Properties LISTS = read();

    private FairseqCodes() {}

    /**
     * The codes of a list, {@code de} or {@code deu_Latn}.
     *
     * @param list {@code m2m100}, {@code wmt21}, {@code mbart}, {@code mbart50} or {@code nllb}
     * @return none for another list
     */
    public static List<String> of(String list) {
        return Stream.of(LISTS.getProperty(list, "").split(" ", -1))
                .filter(code -> !code.isEmpty())
                .toList();
    }

    private static Properties read() {
        try (InputStream in =
                FairseqCodes.class.getResourceAsStream("fairseq-languages.properties")) {
            var lists = new Properties();
            lists.load(Objects.requireNonNull(in, "the list lies beside this class"));
            return lists;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.limelight.pipeline.translate;

import dev.limelight.pipeline.translate.fragment.Split;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Another translation of a document than the best one.
 *
 * @param translation the whole
 * @param splits for each of its segments where it leaves the best one; null where it does not
 */
public record OtherTranslation(Translation translation, List<@Nullable Split> splits) {

    public OtherTranslation {
        splits = Collections.unmodifiableList(splits);
    }
}

package dev.limelight.pipeline.sink;

import dev.limelight.connectors.codec.OutputRecords;
import dev.limelight.connectors.codec.OversizedRecordException;
import dev.limelight.connectors.record.OutputRecord;
import java.io.Serializable;
import java.util.List;

/**
 * Makes the records of a result.
 *
 * @param <T> the type of the result
 */
@FunctionalInterface
public interface ResultRecords<T> extends Serializable {

    /**
     * All records of a result, which go out together.
     *
     * @param now epoch milliseconds at which the result is handed on
     * @throws OversizedRecordException if one of them is above the size that the topics take
     */
    List<OutputRecord> of(OutputRecords records, T result, long now)
            throws OversizedRecordException;
}

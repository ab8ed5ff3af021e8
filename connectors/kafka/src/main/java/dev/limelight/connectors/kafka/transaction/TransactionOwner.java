package dev.limelight.connectors.kafka.transaction;

import java.io.Serializable;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The job that a transaction belongs to. Its transactional ids say so: {@code
 * PREFIX@GROUP@TOPICS@-SUBTASK-NUMBER}. So two jobs that share a prefix by mistake share no id and
 * cannot end each other's transactions, and no job's ids begin with those of another ({@code lime}
 * and {@code limelight}). A {@code %} or {@code @} inside a part is escaped.
 *
 * @param prefix {@code kafka.transactional-id-prefix}
 * @param group {@code kafka.group-id}
 * @param topics {@code kafka.topic-prefix}, and the topics that have a name of their own
 */
public record TransactionOwner(String prefix, String group, String topics) implements Serializable {

    private static final String END = "@";
    private static final Pattern ID = Pattern.compile("([^@]*)@([^@]*)@([^@]*)@-(\\d+)-\\d+");

    /** Who owns an id; empty where it was not made by this version. */
    public static Optional<TransactionOwner> of(String transactionalId) {
        Matcher parts = ID.matcher(transactionalId);
        return parts.matches()
                ? Optional.of(
                        new TransactionOwner(
                                plain(parts.group(1)),
                                plain(parts.group(2)),
                                plain(parts.group(3))))
                : Optional.empty();
    }

    /** What all ids of this owner, and no others, begin with. */
    public String idPrefix() {
        return sharedPrefix() + escaped(group) + END + escaped(topics) + END;
    }

    /** What all ids of jobs with this {@link #prefix}, and no others, begin with. */
    public String sharedPrefix() {
        return escaped(prefix) + END;
    }

    /** The subtask in an id that has an owner. */
    static int subtask(String transactionalId) {
        Matcher parts = ID.matcher(transactionalId);
        if (!parts.matches()) {
            throw new IllegalArgumentException(
                    "transactional id \"%s\", expected PREFIX@GROUP@TOPICS@-SUBTASK-NUMBER"
                            .formatted(transactionalId));
        }
        return Integer.parseInt(parts.group(4));
    }

    private static String escaped(String part) {
        return part.replace("%", "%25").replace(END, "%40");
    }

    private static String plain(String escaped) {
        return escaped.replace("%40", END).replace("%25", "%");
    }
}

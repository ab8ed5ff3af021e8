package dev.limelight.connectors.kafka.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TransactionOwnerTest {

    @Test
    void when_anIdIsRead_then_itSaysWhoseItIs() {
        var owner = new TransactionOwner("limelight", "news", "news.");
        assertThat(owner.idPrefix()).isEqualTo("limelight@news@news.@");
        assertThat(TransactionOwner.of(owner.idPrefix() + "-1-20")).contains(owner);
        assertThat(TransactionOwner.subtask(owner.idPrefix() + "-1-20")).isEqualTo(1);
    }

    @Test
    void when_anIdIsOfAnotherKind_then_nobodyKnown() {
        for (String id : List.of("", "limelight-0-5", "a@b", "a@b@c@", "a@b@c@-x-1", "a@b@-0-1")) {
            assertThat(TransactionOwner.of(id)).as(id).isEmpty();
        }
    }

    @Test
    void when_onePrefixBeginsWithAnother_then_idsDoNot() {
        var lime = new TransactionOwner("lime", "g", "t.");
        var limelight = new TransactionOwner("limelight", "g", "t.");
        assertThat(limelight.idPrefix()).doesNotStartWith(lime.sharedPrefix());
        assertThat(lime.idPrefix()).startsWith(lime.sharedPrefix());
    }

    @Property
    void always_ownersStayApart(
            @ForAll @CharRange(from = '$', to = 'D') @StringLength(max = 4) String a,
            @ForAll @CharRange(from = '$', to = 'D') @StringLength(max = 4) String b,
            @ForAll @CharRange(from = '$', to = 'D') @StringLength(max = 4) String c,
            @ForAll @CharRange(from = '$', to = 'D') @StringLength(max = 4) String d) {
        var first = new TransactionOwner(a, b, c);
        var second = new TransactionOwner(a, b + d, c);
        assertThat(TransactionOwner.of(first.idPrefix() + "-0-1")).contains(first);
        assertThat(first.idPrefix().startsWith(second.idPrefix())).isEqualTo(first.equals(second));
        assertThat(second.idPrefix().startsWith(first.idPrefix())).isEqualTo(first.equals(second));
    }
}

package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.pharos.model.Workspace.Guard;
import io.pharos.model.Workspace.IdentifierKind;
import io.pharos.model.Workspace.IdentifierKind.Normaliser;
import io.pharos.model.Workspace.IdentifierKind.Policy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Kinds of identifiers, as they are written. */
final class IdentifiersTest {

    @Test
    void theFirstKindIsTheStrongestAndWhatIsNotWrittenIsOrdinary() {
        var kinds = Reading.workspace("""
                identifiers:
                  customer: { from: [customer_id, event.user_id], policy: switch, normalise: [trim, lowercase, sha256] }
                  email: { from: email }
                """).identifiers();

        assertThat(kinds).extracting(IdentifierKind::name).containsExactly("customer", "email");
        assertThat(kinds.getFirst().from()).containsExactly("customer_id", "user_id");
        assertThat(kinds.getFirst().normalise())
                .containsExactly(Normaliser.TRIM, Normaliser.LOWERCASE, Normaliser.SHA256);
        assertThat(kinds).extracting(IdentifierKind::policy).containsExactly(Policy.SWITCH, Policy.MERGE);
        assertThat(kinds.getLast().claim()).isEmpty();
        assertThat(kinds.getLast().guard()).isEqualTo(new Guard(1, 1, Set.of()));
    }

    @Test
    void aClaimReachesAsFarBackAsWritten() {
        assertThat(kind("{ from: c, policy: switch, claim: 30d }").claim()).contains(Duration.ofDays(30));
        assertThat(kind("{ from: c, policy: switch, claim: 0s }").claim()).contains(Duration.ZERO);
        assertThat(kind("{ from: c, policy: switch }").claim()).isEmpty();
    }

    @Test
    void aGuardKeepsOutWhatIsWritten() {
        assertThat(kind("{ from: c, guard: { shortest: 6, distinct: 3, block: [Nobody, ' n.n. '] } }")
                        .guard())
                .isEqualTo(new Guard(6, 3, Set.of("nobody", "n.n.")));
        assertThat(kind("{ from: c, guard: { block: [0815] } }").guard()).isEqualTo(new Guard(1, 1, Set.of("0815")));
        assertThat(kind("{ from: c, guard: { shortest: 255 } }").guard()).isEqualTo(new Guard(255, 1, Set.of()));
    }

    private static IdentifierKind kind(String yaml) {
        var kinds = List.copyOf(
                Reading.workspace("identifiers: { c: " + yaml + " }").identifiers());
        assertThat(kinds).hasSize(1);
        return kinds.getFirst();
    }
}

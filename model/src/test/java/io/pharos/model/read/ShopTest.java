package io.pharos.model.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The workspace that newcomers copy. */
final class ShopTest {

    @Test
    void theExampleShopIsRightAsItStands() {
        assertThat(Reading.problems(new WorkspaceReader().read(checkout().resolve("examples/shop"))))
                .isEmpty();
    }

    static Path checkout() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}

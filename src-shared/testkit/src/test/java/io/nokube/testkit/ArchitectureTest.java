package io.nokube.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "io.nokube.testkit", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests HOUSE_RULES = ArchTests.in(HouseRules.class);

    @Test
    void aRuleFindsWhatItForbids() {
        var offender = new ClassFileImporter().importClasses(ReadsTheSystemClock.class);

        assertThat(new ReadsTheSystemClock().now()).isNotNull();
        assertThatThrownBy(() -> HouseRules.TIME_COMES_FROM_THE_CLOCK.check(offender))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ReadsTheSystemClock");
    }

    private static final class ReadsTheSystemClock {
        Instant now() {
            return Instant.now();
        }
    }
}

package io.nokube.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.nokube.problem.FieldError;
import io.nokube.validation.Violations;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountChangeTest {
    @Test
    void everybodyIsAUserAndMayBeAnAdministrator() {
        assertThat(wrong(List.of("user"), null)).isEmpty();
        assertThat(wrong(List.of("admin", "user"), true)).isEmpty();
        assertThat(wrong(null, false)).isEmpty();
        assertThat(wrong(null, null)).containsExactly("roles");
        assertThat(wrong(List.of(), null)).containsExactly("roles");
        assertThat(wrong(List.of("admin"), null)).containsExactly("roles");
        assertThat(wrong(List.of("user", "root"), null)).containsExactly("roles");
        assertThat(wrong(Arrays.asList("user", null), null)).containsExactly("roles");
    }

    @Test
    void theAuditLogSaysWhatWasAskedFor() {
        assertThat(new AccountChange(List.of("user", "admin"), null).summary()).isEqualTo("roles=admin,user");
        assertThat(new AccountChange(null, true).summary()).isEqualTo("disabled=true");
        assertThat(new AccountChange(List.of("user"), false).summary()).isEqualTo("roles=user disabled=false");
    }

    private static List<String> wrong(@Nullable List<String> roles, @Nullable Boolean disabled) {
        Violations violations = new Violations();
        new AccountChange(roles, disabled).check(violations);
        return violations.errors().stream().map(FieldError::field).toList();
    }
}

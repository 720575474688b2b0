package dev.dromedary.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatementsTest {

    private static final Condition CONDITION = new Condition("StringLike", "s3:prefix", List.of("raw/*"));

    private static Permission permission(String purpose, String resource, String... actions) {
        return new Permission(purpose, List.of(actions), resource, List.of());
    }

    private static List<Object> sids(Permission... permissions) {
        return Statements.of(List.of(permissions)).stream()
                .map(statement -> statement.get("sid"))
                .toList();
    }

    @Test
    void shouldLeaveOut_whenAnotherStatementAllowsItAlready() {
        assertThat(sids(permission("Write", "a", "s3:PutObject"), permission("Stream", "a", "s3:PutObject", "s3:X")))
                .containsExactly("Stream");
        assertThat(sids(permission("Read", "a", "s3:GetObject"), permission("Granted", "a", "s3:GetObject")))
                .containsExactly("Granted");
    }

    @Test
    void shouldKeepBoth_whenResourceActionsOrConditionsDiffer() {
        Permission limited = new Permission("Limited", List.of("s3:PutObject"), "a", List.of(CONDITION));

        assertThat(sids(permission("Write", "a", "s3:PutObject"), permission("Stream", "b", "s3:PutObject", "s3:X")))
                .containsExactly("Stream", "Write");
        assertThat(sids(permission("Write", "a", "s3:PutObject"), permission("Read", "a", "s3:GetObject")))
                .containsExactly("Read", "Write");
        assertThat(sids(permission("Write", "a", "s3:PutObject"), limited)).containsExactly("Limited", "Write");
    }
}

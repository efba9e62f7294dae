package org.greenplan.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody keeps one connection while waiting for a second, and nobody keeps one for ever. */
class ConnectionsTest {

    private static final ArchRule NO_STREAM_IS_LEFT_OPEN = noClasses()
            .should()
            .accessTargetWhere(
                    describe("it is a stream of a query, which has to be closed", ConnectionsTest::streamsAQuery));

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.greenplan");

    @Test
    void readersOfARow_touchNothingButTheirRow() {
        RowReaders ours =
                new RowReaders(OURS.stream().<Class<?>>map(JavaClass::reflect).toList());

        assertThat(ours.count()).as("methods and lambdas that read a row").isGreaterThan(80);
        assertThat(ours.thatAskAgain()).isEmpty();
    }

    @Test
    void readerOfARowThatAsksAgain_isFound() {
        assertThat(new RowReaders(List.of(AsksAgainInARow.class)).thatAskAgain())
                .singleElement()
                .asString()
                .contains("lambda$inALambda", "AsksAgainInARow.nameOf", "JdbcClient.sql");
    }

    @Test
    void streamsOfQueries_areNotUsed() {
        NO_STREAM_IS_LEFT_OPEN.check(OURS);
    }

    @Test
    void streamOfAQuery_isFound() {
        JavaClasses broken = new ClassFileImporter().importClasses(AsksAgainInARow.class);

        assertThatThrownBy(() -> NO_STREAM_IS_LEFT_OPEN.check(broken))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AsksAgainInARow.leftOpen");
    }

    private static boolean streamsAQuery(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        return owner.startsWith("org.springframework.jdbc.core.")
                && (access.getName().equals("stream") || access.getName().equals("queryForStream"));
    }
}

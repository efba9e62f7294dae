package org.greenplan;

import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** Finds the classes of tests of one kind. */
final class TestClasses {

    private TestClasses() {}

    /** Names of the classes that extend this one and are no base of others, sorted. */
    static List<String> of(Class<?> base) {
        ClassPathScanningCandidateComponentProvider scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AssignableTypeFilter(base));
        return scan.findCandidateComponents(GreenplanTest.class.getPackageName()).stream()
                .map(BeanDefinition::getBeanClassName)
                .map(Objects::requireNonNull)
                .sorted()
                .toList();
    }
}

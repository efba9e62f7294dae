package org.greenplan.table;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.greenplan.file.FileOwner;
import org.greenplan.file.FileStore;
import org.greenplan.file.KeptFile;
import org.springframework.stereotype.Component;

/** Signed and stamped sheets as they came back from the paper (盖章扫描件): which sheet a file belongs to. */
@Component
class Scans {

    static final String KIND = "sheet";

    private final FileStore files;

    Scans(FileStore files) {
        this.files = files;
    }

    static FileOwner owner(SheetKey sheet) {
        return new FileOwner(KIND, sheet.planYear() + "/" + sheet.due(), sheet.unitCode());
    }

    /** The sheet's scans, struck ones included, in the order of their upload. */
    List<KeptFile> of(SheetKey sheet) {
        return files.of(owner(sheet));
    }

    /** How many scans of these units' sheets stand, by sheet; sheets with none are left out. */
    Map<FileOwner, Integer> standing(Collection<String> units) {
        return files.standing(KIND, units);
    }
}

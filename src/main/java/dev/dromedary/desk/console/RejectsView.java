package dev.dromedary.desk.console;

import dev.dromedary.desk.operations.JudgedRow;
import dev.dromedary.desk.operations.RejectedObject;
import dev.dromedary.desk.operations.RejectedObjects;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of which rows were rejected, or that were rejected whole, and the rejected rows of one, with reasons.
 *
 * @param site what is shown
 */
record RejectsView(Site site) implements View {

    private static final int ROWS = 200;

    @Override
    public String name() {
        return "rejects";
    }

    @Override
    public Map<String, Object> model(Asked asked) {
        RejectedObjects rejects = new RejectedObjects(site.clients(), site.deployment());
        List<RejectedObject> objects = rejects.newest();
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("objects", objects);
        String key = asked.value("key");
        if (!key.isEmpty()) {
            RejectedObject object = objects.stream()
                    .filter(each -> each.key().equals(key))
                    .findFirst()
                    .orElseThrow(() -> RefusedException.notFound("Nothing of " + key + " was rejected."));
            model.put("object", object);
            if (!object.whole()) {
                List<JudgedRow> rows = rejects.rows(object, site.routes().path(), ROWS);
                model.put("rows", rows);
                rows.stream()
                        .flatMap(row -> row.remark().stream())
                        .findFirst()
                        .ifPresent(remark -> model.put("remark", remark));
            }
        }
        return model;
    }
}

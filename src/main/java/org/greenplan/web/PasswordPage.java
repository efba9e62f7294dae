package org.greenplan.web;

import jakarta.servlet.http.HttpServletRequest;
import java.beans.PropertyEditorSupport;
import java.security.Principal;
import org.greenplan.task.RuleViolation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** One's own password. Whose password was chosen by somebody else sees no other page before. */
@Controller
class PasswordPage {

    static final String PATH = "/password";

    private final OwnPassword own;
    private final Doorkeeper doorkeeper;
    private final String appName;

    PasswordPage(OwnPassword own, Doorkeeper doorkeeper, @Value("${greenplan.app-name}") String appName) {
        this.own = own;
        this.doorkeeper = doorkeeper;
        this.appName = appName;
    }

    /** As they are: {@link TypedText} is for what people read. */
    @InitBinder
    void passwords(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new PropertyEditorSupport() {
            @Override
            public void setAsText(@Nullable String text) {
                setValue(text);
            }
        });
    }

    @GetMapping(PATH)
    ModelAndView page(Principal person) {
        return page(person.getName(), null);
    }

    @PostMapping(PATH)
    ModelAndView change(
            @RequestParam String present,
            @RequestParam String wanted,
            @RequestParam String again,
            Principal person,
            HttpServletRequest request) {
        String id = person.getName();
        if (!wanted.equals(again)) {
            return page(id, "两次输入的新密码不一样，请重新输入。");
        }
        try {
            if (!own.isRight(id, present)) {
                return page(id, "现在的密码不正确，请重新输入。");
            }
            doorkeeper.changePassword(id, wanted);
        } catch (RuleViolation refused) {
            return page(id, refused.getMessage());
        }
        // who has got hold of the session's number stays outside, too
        request.changeSessionId();
        doorkeeper.standing(id).ifPresent(now -> FreshPerson.begin(request.getSession(), id, now));
        ModelAndView done = page(id, null);
        done.addObject("done", "密码已修改。您在别处的登录已全部退出。");
        return done;
    }

    private ModelAndView page(String id, @Nullable String problem) {
        ModelAndView page = new ModelAndView("password");
        page.setStatus(problem == null ? HttpStatus.OK : HttpStatus.BAD_REQUEST);
        page.addObject("appName", appName);
        page.addObject("person", id);
        page.addObject(
                "due",
                doorkeeper.standing(id).map(Doorkeeper.Standing::passwordDue).orElse(false));
        page.addObject("problem", problem);
        return page;
    }
}

package org.greenplan.web;

import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The one page to log in at. What it sends is taken by the door itself. */
@Controller
class LoginPage {

    private final String appName;

    LoginPage(@Value("${greenplan.app-name}") String appName) {
        this.appName = appName;
    }

    /**
     * @param error present after a wrong name or password
     * @param wait seconds until the next password is looked at
     * @param out present after a logout
     * @param ended present when somebody was logged in, and has done nothing for long
     */
    @GetMapping("/login")
    String page(
            @RequestParam(required = false) @Nullable String error,
            @RequestParam(required = false) @Nullable Integer wait,
            @RequestParam(required = false) @Nullable String out,
            @RequestParam(required = false) @Nullable String ended,
            @Nullable Principal person,
            Model model) {
        if (person != null) {
            return "redirect:/";
        }
        model.addAttribute("appName", appName);
        String wrong = error == null ? null : "用户名或密码不正确，请重新输入。忘记密码请找系统管理员重设。";
        model.addAttribute("problem", wait == null ? wrong : waitSentence(wait));
        String gone = ended == null ? null : "登录已失效（一段时间没有操作，或已在别处退出）。请重新登录，填写的内容还在。";
        model.addAttribute("said", out == null ? gone : "您已退出登录。");
        return "login";
    }

    static String waitSentence(long seconds) {
        return "密码输错的次数较多，请%d秒后再试。".formatted(seconds);
    }
}

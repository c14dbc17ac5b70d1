import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Route, Switch } from "wouter";
import { LANGUAGES, type Language, currentLanguage, useLanguage as setLanguage } from "../../i18n/index.ts";
import { Waiting } from "../../ui/bits.tsx";
import css from "./auth.module.css";
import { SignIn } from "./SignIn.tsx";

const SignUp = lazy(() => import("./SignUp.tsx"));
const Verify = lazy(() => import("./Verify.tsx"));
const CancelEmail = lazy(() => import("./CancelEmail.tsx"));
const Forgot = lazy(() => import("./Forgot.tsx"));
const Reset = lazy(() => import("./Reset.tsx"));
const Invite = lazy(() => import("./Invite.tsx"));

/** The rooms before the house: nobody is signed in here, or a mail's link led here. */
export default function Auth() {
  const { t, i18n } = useTranslation();
  return (
    <div className={css.auth}>
      <div className={css.side} aria-hidden>
        <img src="/mark.svg" width={56} height={56} alt="" />
        <p className={css.motto}>{t("auth.motto")}</p>
        <p className={css.mottoSmall}>{t("auth.mottoSmall")}</p>
      </div>
      <main className={css.card} id="main">
        <div className={css.brand}>
          <img src="/mark.svg" width={30} height={30} alt="" />
          <span>Hearth</span>
        </div>
        <Suspense fallback={<Waiting rows={4} />}>
          <Switch>
            <Route path="/sign-up" component={SignUp} />
            <Route path={/^\/(verify|verify-email|confirm-email)\/?$/} component={Verify} />
            <Route path={/^\/(cancel-email|take-back)\/?$/} component={CancelEmail} />
            <Route path="/forgot" component={Forgot} />
            <Route path={/^\/(reset|reset-password)\/?$/} component={Reset} />
            <Route path={/^\/(invite|invitations)(\/.*)?$/} component={Invite} />
            <Route component={SignIn} />
          </Switch>
        </Suspense>
        <div className={css.languages}>
          {(Object.keys(LANGUAGES) as Language[]).map((language) => (
            <button key={language} type="button" lang={language} aria-pressed={currentLanguage() === language} onClick={() => void setLanguage(language)}>
              {LANGUAGES[language]}
            </button>
          ))}
          <span className="visually-hidden">{i18n.language}</span>
        </div>
      </main>
    </div>
  );
}

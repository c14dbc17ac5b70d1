// Generated from docs/openapi.yaml by `npm run api`; not to be edited.
export interface paths {
    "/v1/auth/cancel-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop a change of address with the token that was mailed to the old one.
         * @description With `not_me` everything ends that whoever asked for it may have: sessions, API keys, mailed links and the password. An address that has changed already is the old one again. A link that sets a new password is mailed there.
         */
        post: operations["cancel_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/confirm-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move an account to its new address with the mailed token.
         * @description All sessions end but the one that asked for it. Both mailboxes hear of it, and for three days the old one can take the account back with POST /v1/auth/cancel-email.
         */
        post: operations["confirm_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail a link that sets a new password. The answer is the same whether the address has an account or not. */
        post: operations["forgot_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The public keys that check access tokens (RFC 7517). */
        get: operations["get_keys"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with address and password.
         * @description With a second factor on, the answer asks for it: go on with POST /v1/auth/mfa. After a few wrong guesses one has to wait (429), but not on a device that has signed in before.
         */
        post: operations["log_in"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the session of a refresh token, here or everywhere. By cookie as in refresh. */
        post: operations["log_out"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/mfa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish signing in with a code of the authenticator, or a recovery code.
         * @description A code counts once, and a little before and after its half minute. A recovery code counts once.
         */
        post: operations["finish_mfa"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go on with a session: a new access token, and the next refresh token.
         * @description A refresh token is good once. One that comes back later ends its session. By cookie: X-Hearth-Client: web and the workspace's own Origin are required.
         */
        post: operations["refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for an account.
         * @description The answer is the same whether the address has an account or not; the mail tells. The account begins when its address is confirmed.
         */
        post: operations["register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/register-invited": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make an account by the token of a mailed invitation, and sign in.
         * @description The token was mailed to the address and told to nobody else, so it proves it as well as the link that confirms an address. Then accept the invitation with POST /v1/invitations/accept. 409 `email_taken`: sign in instead; `signed_in_already`: in a browser that has a session, sign out first.
         */
        post: operations["register_invited"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/resend-verification": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail the link that confirms an address again. */
        post: operations["resend_verification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set a new password with the mailed token. All sessions end; sign in with the new password. */
        post: operations["reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an address with the mailed token and the password that was registered, and sign in.
         * @description 403 `other_password`: it is not the one that was registered with this link; somebody else may have registered the address. Whoever can read the mail may have the account all the same: with `choose` the password is theirs. 409 `signed_in_already` in a browser that has a session: a link must not replace it; sign out first.
         */
        post: operations["verify_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the API answers. */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Come into an organization by an invitation. Harmless to repeat. */
        post: operations["accept_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/invitations/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** See what an invitation offers, before signing in. */
        post: operations["look_up_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/live/tickets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a ticket for a live connection.
         * @description It opens one connection, within 30 seconds, as you, for as long as your session lasts. See docs/live-protocol.md.
         */
        post: operations["create_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/logos/{org_id}/{revision_id}/{size}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A logo, as a redirect to a signed link. `size` is 96 or 256.
         * @description Its address cannot be guessed and never changes, so pages can show it as they show any picture.
         */
        get: operations["get_logo"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your profile. */
        get: operations["get_me"];
        put?: never;
        post?: never;
        /**
         * Delete your account. Needs a session of the last 15 minutes.
         * @description You are signed out everywhere at once. For 14 days you can come back by signing in with `restore: true`; then everything of yours is deleted. 409 `sole_owner` lists the organizations that would be left without an owner.
         */
        delete: operations["close_account"];
        options?: never;
        head?: never;
        /** Change your profile. */
        patch: operations["update_me"];
        trace?: never;
    };
    "/v1/me/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what you did and what concerns you, in all your organizations, the newest first.
         * @description A page may be shorter than `limit` and still have a `next`.
         */
        get: operations["list_my_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your API keys, without their secrets. */
        get: operations["list_api_keys"];
        put?: never;
        /**
         * Make an API key. Needs a session of the last 15 minutes.
         * @description Its secret is in this answer and nowhere else: a repeat under the same Idempotency-Key has null there. Then revoke the key that nobody has, and make another.
         */
        post: operations["create_api_key"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/api-keys/{key_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an API key. */
        delete: operations["revoke_api_key"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for another mail address. It counts once the link that is mailed there was opened.
         * @description The present one is mailed a link that stops it (POST /v1/auth/cancel-email). Both links end with a new password, and with signing out everywhere.
         */
        post: operations["change_email"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Have all that is kept of you made into a JSON file: a job, whose file you take at its end. A mail tells you. */
        post: operations["export_me"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the invitations that were mailed to your address and wait for you. Links are not among them. */
        get: operations["list_my_invitations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/invitations/{org_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Come into an organization by the invitation that waits for your verified address. Harmless to repeat. */
        post: operations["accept_my_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what you have submitted, in every organization and for yourself, the newest first.
         * @description `path` says where each is read. A page may be shorter than `limit` and still have a `next`.
         */
        get: operations["list_my_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job that is yours alone; one of an organization is read there. */
        get: operations["get_my_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a job of yours: at once while nobody is at it, otherwise at its next checkpoint. */
        post: operations["cancel_my_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/jobs/{job_id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A link to the file that your job made, for five minutes. */
        get: operations["get_my_job_result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a job of yours again that failed or was cancelled, from where it was. */
        post: operations["retry_my_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/joinable-orgs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the organizations that your verified address lets you join. */
        get: operations["list_joinable_orgs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/orgs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the organizations that you are in. */
        get: operations["list_my_orgs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change your password. All your other sessions end. */
        post: operations["change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/picture": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a signed form to upload a picture with.
         * @description POST the fields and then `file` to `url` as multipart/form-data. A moment later the profile shows the picture, cut to a square and without what cameras write into pictures.
         */
        post: operations["upload_picture"];
        /** Take your picture away. */
        delete: operations["remove_picture"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Your preferences: what the clients keep for you. */
        get: operations["get_preferences"];
        /** Set all your preferences. */
        put: operations["put_preferences"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/previews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a page on the web looked at, for a card: a job, whose facts are `url`, `title`, `description` and `site`.
         * @description It fails with `address_not_allowed` for what is not on the public web, wherever a redirect leads, with `not_a_page` for what is none, and with `page_unreachable` when nobody answers in time. Nothing of yours is sent along.
         */
        post: operations["preview_page"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** New recovery codes in place of the old ones, shown this once. */
        post: operations["make_recovery_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/security-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to your account, newest first. */
        get: operations["list_security_log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where you are signed in. */
        get: operations["list_sessions"];
        put?: never;
        post?: never;
        /** Sign out everywhere but here. */
        delete: operations["end_other_sessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of your sessions. */
        delete: operations["end_session"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to turn the second factor on: gives the secret for an authenticator app. */
        post: operations["start_totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn the second factor on with a first code. Gives the recovery codes, this once. */
        post: operations["confirm_totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/totp/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn the second factor off, with the password and a code (or a recovery code). */
        post: operations["stop_totp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** See how much you may have and have: organizations made, documents and invitations of today, live connections. */
        get: operations["get_my_usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an organization and own it. */
        post: operations["create_org"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an organization and its settings. */
        get: operations["get_org"];
        put?: never;
        post?: never;
        /** Delete an organization. It can be restored for its retention period. */
        delete: operations["delete_org"];
        options?: never;
        head?: never;
        /** Change an organization's settings. */
        patch: operations["change_org"];
        trace?: never;
    };
    "/v1/orgs/{org_id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened in an organization, the newest first.
         * @description Only what everybody but guests may see. A page may be shorter than `limit` and still have a `next`.
         */
        get: operations["list_org_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/activity/{object_type}/{object_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what happened to one object, the newest first.
         * @description Whoever may read an object that has its own access (a document) may see its activity; about others the role in the organization decides.
         */
        get: operations["list_object_activity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the audit log, the newest first.
         * @description With a filter a page may be shorter than `limit` and still have a `next`. Reading is put on record, once a day.
         */
        get: operations["list_audit_entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/audit/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a copy of the audit log made, the newest first, as NDJSON or CSV: a job, whose file you take at its end.
         * @description Of everything, or of what a filter leaves, up to this moment. Taking a copy is itself put on record.
         */
        post: operations["export_audit_log"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/changes/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what changed among the documents you may read since a `cursor` was given. */
        get: operations["list_document_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/changes/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List what changed in the trash since a `cursor` was given. What is purged is gone at its `purge_at`, untold. */
        get: operations["list_trash_changes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/document-imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have documents made of files that you have uploaded: a job, whose result says which, and what became of the rest.
         * @description Each Markdown, HTML, Word or text file becomes a document; an archive becomes a tree of those in it, with their pictures. Nothing is fetched from elsewhere: a picture on the web becomes a link. What has no form in a document stays as text, and is named in the result. Nobody but you sees the job.
         */
        post: operations["import_documents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/document-imports/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a signed form to upload a file to import. What is not imported within a day goes. */
        post: operations["start_import_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/document-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List templates: those that come with Hearth, the organization's, and your own. */
        get: operations["list_templates"];
        put?: never;
        /** Make a template of a document as it is now, or of Markdown. */
        post: operations["create_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/document-templates/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a template with what it says. */
        get: operations["get_template"];
        put?: never;
        post?: never;
        /** Delete a template. Documents that were made of it stay. One of somebody else's takes an admin. */
        delete: operations["delete_template"];
        options?: never;
        head?: never;
        /**
         * Rename a template, say for whom it is, or let it say what a document says now.
         * @description One of somebody else's takes an admin.
         */
        patch: operations["change_template"];
        trace?: never;
    };
    "/v1/orgs/{org_id}/document-templates/{template_id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a document of a template. Variables that you do not say stay in it as they are, and are named. */
        post: operations["use_template"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the documents you may read.
         * @description Without a filter by the time they changed, oldest first, so that a client can sync: keep the largest `updated_at` seen, ask with `updated_since` a few seconds before it, and drop what comes as `gone`. A page may hold fewer items than `limit`; go on while `next` is set.
         */
        get: operations["list_documents"];
        put?: never;
        /** Create a document, empty or from Markdown. */
        post: operations["create_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a document is called, where it stands and what you may do. */
        get: operations["get_document"];
        put?: never;
        post?: never;
        /**
         * Put a document into the bin, for as long as the organization keeps what is deleted.
         * @description Its children are not deleted: they show where it stood until it is restored.
         */
        delete: operations["delete_document"];
        options?: never;
        head?: never;
        /** Rename or move a document, also to another space, or open or close it to those who share its place. */
        patch: operations["change_document"];
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/backlinks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what points at a document, as far as you may read it.
         * @description What somebody writes is found half a minute to a minute and a half later. A page may hold fewer items than `limit`; go on while `next` is set.
         */
        get: operations["list_backlinks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read what a document says, as ProseMirror JSON, Markdown, HTML or plain text.
         * @description The ETag is the place in the log (`seq`) that this is the content of; send it as If-Match with a later write. Reading goes on record, once a day. In Markdown, a picture of the document is `![alt](hearth-image:<id>)`, which a later write understands; `GET .../images/{id}` is where to load it.
         */
        get: operations["get_content"];
        /**
         * Write what a document shall say, as Markdown, plain text or ProseMirror JSON.
         * @description `If-Match` names the version (the ETag of `GET .../content`) that the text was made from. What others wrote since is merged in, and blocks that nobody changed keep their history; where both sides changed the same place, the answer is 409 `merge_conflict` with both of them. `If-Match: *` puts the text in place of whatever is there now.
         */
        put: operations["put_content"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/copies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a copy of a document, with its pictures: what it says now, without its history and its shares.
         * @description It is yours, and stands beside the original where you may write there, otherwise at the top.
         */
        post: operations["copy_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Have a file made of a document, as PDF, Word or HTML: a job, whose file you take at its end.
         * @description It holds what the document says when the work is done, with its pictures. Nobody but you sees the job.
         */
        post: operations["export_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/images": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a signed form to upload a picture. In the document its address is `hearth-image:<id>`. */
        post: operations["start_image"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/images/{image_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch a picture: the answer leads to a signed link that is good for ten minutes. */
        get: operations["get_image"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a document out of the bin, to where it stood. */
        post: operations["restore_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/revert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Go back to what a document said in a version, or at an earlier place of its log.
         * @description What it says now is kept as a version. A new epoch begins: clients load the document again, and what they had not sent yet stays with them as a copy (L18).
         */
        post: operations["revert_document"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read whom a document is shared with. */
        get: operations["get_shares"];
        /** Say whom a document is shared with, all at once. */
        put: operations["set_shares"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/state": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Load the content as Yjs has it: a snapshot and the updates behind it (L13). */
        get: operations["get_state"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/updates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fetch the updates behind a place (L11). */
        get: operations["get_updates"];
        put?: never;
        /** Write an update: for what is too large for a frame, or when the live connection is down (L14). */
        post: operations["post_update"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/updates/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for a signed form to upload an update of more than 3 MB. */
        post: operations["start_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the versions that were kept of a document, latest first.
         * @description While people write, one is kept every ten minutes and at the end of a sitting. With age they are thinned out: all of the last day stay, one for each day of the last thirty, one for every thirty days before. Those with a name stay.
         */
        get: operations["list_versions"];
        put?: never;
        /** Keep what a document says now, under a name. */
        post: operations["keep_version"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/versions/{version_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Give a version a name, another one, or none. Without a name it goes when its time comes. */
        patch: operations["name_version"];
        trace?: never;
    };
    "/v1/orgs/{org_id}/documents/{document_id}/versions/{version_id}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read what a document said in a version, as ProseMirror JSON, Markdown, HTML or plain text. */
        get: operations["get_version_content"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the invitations that were not accepted or revoked, newest first. */
        get: operations["list_invitations"];
        put?: never;
        /**
         * Invite somebody by mail, or make a link to hand on.
         * @description Never for a role above your own. It stays good only while you are in the organization and may still give the role. A link is in this answer and nowhere else: a repeat under the same Idempotency-Key has null there, and POST .../resend makes another.
         */
        post: operations["create_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/invitations/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Invite everybody in a CSV by mail, and hear what became of each line. */
        post: operations["invite_many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/invitations/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Invite everybody in a CSV of up to 1,000 lines: a job, which makes a file that says what became of each line.
         * @description When the day's mails are used up it fails with `quota_exceeded`; tried again the next day, it goes on where it was.
         */
        post: operations["import_invitations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back. */
        delete: operations["revoke_invitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/invitations/{invitation_id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an invitation again, or renew its link, for another week. What was sent before opens nothing any more. */
        post: operations["resend_invitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the jobs of an organization, the newest first: yours, and those whose work is yours to do.
         * @description A page may be shorter than `limit` and still have a `next`.
         */
        get: operations["list_jobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One job of an organization. */
        get: operations["get_job"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End a job: at once while nobody is at it, otherwise at its next checkpoint (`cancelling` says so). */
        post: operations["cancel_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/jobs/{job_id}/result": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A link to the file that your job made, for five minutes, while you may do what it did. */
        get: operations["get_job_result"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/jobs/{job_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try your job again that failed or was cancelled, from where it was. */
        post: operations["retry_job"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/join": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join an organization that allows the domain of your verified address. */
        post: operations["join_org"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/leave": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Leave an organization. Its only owner cannot. */
        post: operations["leave_org"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/logo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a signed form to upload a logo with.
         * @description POST the fields and then `file` to `url` as multipart/form-data. A moment later the organization shows the logo, fitted into a square and without what cameras write into pictures.
         */
        post: operations["upload_logo"];
        /** Take the logo away. */
        delete: operations["remove_logo"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the members by name.
         * @description With `team`, a page holds those of the team who are on it, perhaps none: go on while there is a `next`. Who has listed them goes on record, once a day.
         */
        get: operations["list_members"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/members/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a member. */
        get: operations["get_member"];
        put?: never;
        post?: never;
        /** Remove a member. Their access ends everywhere at once, live connections included. */
        delete: operations["remove_member"];
        options?: never;
        head?: never;
        /**
         * Change a member's role, or suspend them.
         * @description Admins may set any role up to admin; only owners may make or touch owners. What ends, ends everywhere at once.
         */
        patch: operations["change_member"];
        trace?: never;
    };
    "/v1/orgs/{org_id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restore a deleted organization that you own. */
        post: operations["restore_org"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the teams. */
        get: operations["list_teams"];
        put?: never;
        /** Make a team. */
        post: operations["create_team"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/teams/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a team. */
        get: operations["get_team"];
        put?: never;
        post?: never;
        /** Dissolve a team. What was shared with it is no longer shared with its people. */
        delete: operations["delete_team"];
        options?: never;
        head?: never;
        /** Rename or describe a team. */
        patch: operations["change_team"];
        trace?: never;
    };
    "/v1/orgs/{org_id}/teams/{team_id}/members/{person_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Put a member into a team. Harmless to repeat. */
        put: operations["add_to_team"];
        post?: never;
        /** Take a member out of a team. Harmless to repeat. */
        delete: operations["take_from_team"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make another member an owner in your place. */
        post: operations["transfer_org"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/usage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * See how much an organization may have and has.
         * @description Documents in the bin are not counted. Storage is that of pictures, until their document is gone for good.
         */
        get: operations["get_org_usage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/watching": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what you watch in an organization and may see, the newest choice first.
         * @description A page may be shorter than `limit` and still have a `next`.
         */
        get: operations["list_watching"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/orgs/{org_id}/watching/{object_type}/{object_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether you watch an object, and why. */
        get: operations["get_watch"];
        /** Watch an object: hear of what happens to it. Harmless to repeat. */
        put: operations["watch"];
        post?: never;
        /** Do not watch an object, and do not begin to by itself, whatever you write in it. Harmless to repeat. */
        delete: operations["stop_watching"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/pictures/{person_id}/{revision_id}/{size}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A person's picture, as a redirect to a signed link. `size` is 96 or 256.
         * @description Its address cannot be guessed and never changes, so pages can show it as they show any picture.
         */
        get: operations["get_picture"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description RFC 9457 problem details. `code` is stable; `detail` is for people. */
        Problem: {
            /** Format: uri */
            type: string;
            title: string;
            status: number;
            code: string;
            detail?: string;
            request_id?: string;
            errors?: {
                pointer: string;
                message: string;
                code: string;
            }[];
        } & {
            [key: string]: unknown;
        };
        Accepted: {
            /**
             * @description Always the same, whatever we know of the address.
             * @enum {string}
             */
            status: "mail_sent";
        };
        /** @description The update is durable (L15). */
        Acknowledged: {
            id: string;
            seq: number;
            epoch: number;
            others: number;
        };
        /** @description Something that happened. */
        Activity: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /**
             * @description The event's type: a noun, and what happened to it.
             * @example document.renamed
             */
            type: string;
            /**
             * Format: uuid
             * @description Null for what happened to a person's account.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            org_id?: string | null;
            actor: components["schemas"]["ActivityActor"];
            object: components["schemas"]["ActivityObject"];
            /**
             * Format: date-time
             * @description When; of what is told once an hour (`document.changed`), the last time.
             * @example 2026-11-21T10:30:00.123Z
             */
            at: string;
            /** @description The fields that changed. Long values are cut. */
            changes: {
                [key: string]: components["schemas"]["Change"];
            };
            /** @description What else there is to know, by type. */
            data: {
                [key: string]: unknown;
            };
        };
        /** @description Who did it. */
        ActivityActor: {
            /** @enum {string} */
            kind: "person" | "key" | "system" | "nobody";
            id: string;
            /** @description As it was at the time; may be empty. */
            name: string;
        };
        /** @description What it was done to. */
        ActivityObject: {
            /** @example document */
            type: string;
            id: string;
            /** @description As it was at the time; may be empty. */
            title: string;
        };
        ActivityPage: {
            items: components["schemas"]["Activity"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        AddressOnly: {
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
        };
        ApiKey: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            name: string;
            /** @description The last characters of the key. */
            hint: string;
            scopes: string[];
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            expires_at: string | null;
            /** @description It counts no longer: its time is over, or the password was set anew by mail. */
            expired: boolean;
            /**
             * Format: date-time
             * @description To the hour.
             * @example 2026-11-21T10:30:00.123Z
             */
            used_at: string | null;
        };
        ApiKeyCreated: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            name: string;
            /** @description The last characters of the key. */
            hint: string;
            scopes: string[];
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            expires_at: string | null;
            /** @description It counts no longer: its time is over, or the password was set anew by mail. */
            expired: boolean;
            /**
             * Format: date-time
             * @description To the hour.
             * @example 2026-11-21T10:30:00.123Z
             */
            used_at: string | null;
            /** @description The key itself, shown this once: null in a repeat. Send it as Authorization: Bearer. */
            key: string | null;
        };
        ApiKeyPage: {
            items: components["schemas"]["ApiKey"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description Who did it. */
        AuditActor: {
            /** @enum {string} */
            kind: "person" | "key" | "system" | "nobody";
            id: string;
            /** @description As it was at the time; may be empty. */
            name: string;
            /** @description The session or API key that it was done with; may be empty. */
            session: string;
        };
        /** @description A field that changed. */
        AuditChange: {
            before?: unknown;
            after?: unknown;
        };
        /** @description An act that bears on who may do what. */
        AuditEntry: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            at: string;
            /** @example member.role_changed */
            type: string;
            actor: components["schemas"]["AuditActor"];
            /**
             * @description Network address it came from; may be empty.
             * @example 192.0.2.7
             */
            address: string;
            /** @description User agent; may be empty. */
            agent: string;
            object: components["schemas"]["AuditObject"];
            changes: {
                [key: string]: components["schemas"]["AuditChange"];
            };
            data: {
                [key: string]: unknown;
            };
            /** @description The request that did it, as in the logs of the functions. */
            request_id: string;
            /**
             * Format: date-time
             * @description When the log took it down.
             * @example 2026-11-21T10:30:00.123Z
             */
            recorded_at: string;
        };
        AuditEntryPage: {
            items: components["schemas"]["AuditEntry"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description Which entries, and as what; everything as NDJSON unless it says otherwise. */
        AuditExport: {
            /**
             * @default ndjson
             * @enum {string}
             */
            format?: "ndjson" | "csv";
            /**
             * @description Only what this person did.
             * @default null
             */
            actor?: string | null;
            /**
             * @description Only this type of event, or about this noun.
             * @default null
             */
            type?: string | null;
            /**
             * @description Only what was done to this object.
             * @default null
             */
            object_id?: string | null;
            /**
             * @description Only objects of this type.
             * @default null
             */
            object_type?: string | null;
            /**
             * Format: date-time
             * @description Not before this moment.
             * @default null
             * @example 2026-11-21T10:30:00.123Z
             */
            from?: string | null;
            /**
             * Format: date-time
             * @description Not after this moment.
             * @default null
             * @example 2026-11-21T10:30:00.123Z
             */
            to?: string | null;
        };
        /** @description What it was done to. */
        AuditObject: {
            /** @example member */
            type: string;
            id: string;
            /** @description As it was at the time; may be empty. */
            title: string;
        };
        /** @description An object that points at another. */
        Backlink: {
            /**
             * @description The type of object.
             * @example document
             */
            type: string;
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            title: string;
            icon: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string | null;
        };
        BacklinkPage: {
            items: components["schemas"]["Backlink"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description A CSV of people: a header line with `email`, and optionally `role`; at most 90 lines. */
        BulkInvitation: {
            /**
             * @example email,role
             *     ada@example.org,member
             *     grace@example.org,viewer
             */
            csv: string;
            /**
             * @description For lines that name none.
             * @default member
             * @enum {string}
             */
            role?: "admin" | "manager" | "member" | "viewer" | "guest";
            team_ids?: string[];
            /** @default 7 */
            expires_in_days?: number;
            /** @default en */
            locale?: string;
        };
        /** @description What became of one line. */
        BulkLine: {
            line: number;
            email: string;
            /** @enum {string} */
            result: "created" | "skipped" | "failed";
            /** @description A stable code: already_invited, duplicate_line, invalid_email, invalid_role … */
            reason: string | null;
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            invitation_id: string | null;
        };
        /** @description What became of every line. */
        BulkReport: {
            created: number;
            skipped: number;
            failed: number;
            lines: components["schemas"]["BulkLine"][];
        };
        CancelEmail: {
            /** @description The token of the mailed link. */
            token: string;
            /**
             * @description Somebody else asked: take the account back. Signs out everywhere, ends API keys, and mails a link that sets a new password.
             * @default false
             */
            not_me?: boolean;
        };
        /** @description A field that changed. */
        Change: {
            before?: unknown;
            after?: unknown;
        };
        ChangeEmail: {
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /** @example a long line that only I know */
            password: string;
        };
        ChangePassword: {
            /** @example a long line that only I know */
            current_password: string;
            /**
             * @description 10 to 200 characters, and not one that others would guess.
             * @example a long line that only I know
             */
            new_password: string;
        };
        /** @description What a document says at place `seq` of its log: an object for `json`, else a text. */
        Content: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            title: string;
            epoch: number;
            seq: number;
            /** @enum {string} */
            format: "json" | "markdown" | "html" | "text";
            content: unknown;
        };
        /**
         * @description A document: what it is called, where it stands, and what the asker may do.
         *
         *     `version` and the ETag count changes of these; the content has places of its own (`GET .../state`).
         */
        Document: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            org_id: string;
            title: string;
            icon: string | null;
            cover: string | null;
            /** @description Whether its text is as wide as the page. */
            wide: boolean;
            /**
             * Format: uuid
             * @description May name a document that is deleted or not for you: show it at the top then.
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            parent_id: string | null;
            /**
             * Format: uuid
             * @description The space of this team; null is the common one of everyone.
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            space_id: string | null;
            position: string;
            /**
             * @description Who may open it: everyone in the org, the people of its space, or only who is invited.
             * @enum {string}
             */
            visibility: "org" | "space" | "private";
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            owner_id: string;
            /** @enum {string} */
            role: "editor" | "commenter" | "viewer";
            /** @description Changes when the history is replaced (L18). */
            epoch: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            edited_at: string | null;
            /** @description How the text begins, some seconds old. */
            preview: string;
            words: number;
            bytes: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            deleted_at: string | null;
            /**
             * Format: date-time
             * @description When what is in the trash is gone for good.
             * @example 2026-11-21T10:30:00.123Z
             */
            purge_at: string | null;
            /**
             * @default false
             * @enum {boolean}
             */
            gone?: false;
        };
        /**
         * @description What shall be different. Members that are left out stay as they are.
         * @example {
         *       "title": "The handbook"
         *     }
         */
        DocumentChange: {
            /** @default null */
            title?: string | null;
            /** @default null */
            icon?: string | null;
            /**
             * @description What stands above the title: `color:` and its name, or a picture of the document by its address.
             * @default null
             */
            cover?: string | null;
            /**
             * @description Whether its text is as wide as the page.
             * @default null
             */
            wide?: boolean | null;
            /**
             * Format: uuid
             * @description null puts it at the top.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            parent_id?: string | null;
            /**
             * Format: uuid
             * @description Moves it to the top of another space, with all that stands under it. What was open to the old space is open to the new one, unless `visibility` says otherwise.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            space_id?: string | null;
            /**
             * @description A fractional order key: siblings are ordered by it, as text.
             * @default null
             */
            position?: string | null;
            /**
             * @description Who may open it: everyone in the org, the people of its space, or only who is invited.
             * @default null
             * @enum {string|null}
             */
            visibility?: "org" | "space" | "private" | null;
        };
        DocumentChanges: {
            /** @description What is in the list and changed, as the list shows it. */
            items: components["schemas"]["Document"][];
            /** @description What is no longer in the list for you. */
            gone: string[];
            /** @description Ask with it the next time; while `more`, at once. */
            cursor: string;
            /** @description This is not all. */
            more: boolean;
            /** @description Read the whole list, and then what changed since this `cursor`. */
            reset: boolean;
        };
        /**
         * @description What the copy of a document is called.
         * @example {
         *       "title": "Copy of the handbook"
         *     }
         */
        DocumentCopy: {
            /**
             * @description Without it, the title of the original.
             * @default null
             */
            title?: string | null;
        };
        /** @description The file to make. */
        DocumentExport: {
            /** @enum {string} */
            format: "pdf" | "docx" | "html";
            /**
             * @description The size of a page, of PDF and Word.
             * @default a4
             * @enum {string}
             */
            paper?: "a4" | "us-letter";
            /**
             * @description The language of the document (BCP 47): for hyphenation, and for who reads it aloud.
             * @default en
             */
            locale?: string;
        };
        /** @description The service is up. */
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        /** @description A picture, and where to send it. */
        ImageUpload: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            name: string;
            content_type: string;
            size: number;
            src: string;
            upload: components["schemas"]["SignedForm"];
        };
        /**
         * @description A file that was uploaded.
         * @example {
         *       "name": "Handbook.docx",
         *       "upload": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
         *     }
         */
        ImportFile: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            upload: string;
            name: string;
        };
        /** @description An invitation. `link` is shown once, to whoever made or renewed a link. */
        Invitation: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            email: string | null;
            /** @enum {string} */
            role: "admin" | "manager" | "member" | "viewer" | "guest";
            team_ids: string[];
            domain: string | null;
            /** @enum {string} */
            status: "pending" | "accepted" | "revoked" | "expired" | "used";
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            expires_at: string;
            max_uses: number;
            uses: number;
            invited_by: components["schemas"]["Inviter"];
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            sent_at: string | null;
            link: string | null;
        };
        /** @description The same for up to 1,000 lines. */
        InvitationImport: {
            /**
             * @example email,role
             *     ada@example.org,member
             *     grace@example.org,viewer
             */
            csv: string;
            /**
             * @description For lines that name none.
             * @default member
             * @enum {string}
             */
            role?: "admin" | "manager" | "member" | "viewer" | "guest";
            team_ids?: string[];
            /** @default 7 */
            expires_in_days?: number;
            /** @default en */
            locale?: string;
        };
        InvitationPage: {
            items: components["schemas"]["Invitation"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description The token of an invitation's link. */
        InvitationToken: {
            /** @example AZOR8XpOfMKdOiuPXhxqcA */
            token: string;
        };
        /** @description Who made it. */
        Inviter: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            name: string;
        };
        /** @description Who made it, for somebody outside. */
        InviterName: {
            name: string;
        };
        /** @description Work that goes on by itself: what it is, how far it is, and what came of it. */
        Job: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            /** @example audit.export */
            type: string;
            /**
             * Format: uuid
             * @description The organization that it belongs to; null for your own.
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            org_id: string | null;
            /** @description Where it is read; `/cancel`, `/retry` and `/result` are below. */
            path: string;
            submitted_by: components["schemas"]["JobPerson"];
            /** @enum {string} */
            state: "queued" | "running" | "succeeded" | "failed" | "cancelled";
            progress: components["schemas"]["JobProgress"];
            /** @description How many workers have begun with it since it was asked for. */
            attempts: number;
            /**
             * Format: date-time
             * @description When it is tried again; null while it is not waiting.
             * @example 2026-11-21T10:30:00.123Z
             */
            next_try_at: string | null;
            /** @description Whether it ends at its next checkpoint. */
            cancelling: boolean;
            reason: components["schemas"]["JobReason"] | null;
            can_retry: boolean;
            /** @description Null until it has succeeded. */
            result: components["schemas"]["JobResult"] | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            started_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            ended_at: string | null;
            /**
             * Format: date-time
             * @description When it is forgotten, with its file.
             * @example 2026-11-21T10:30:00.123Z
             */
            expires_at: string | null;
        };
        /** @description The file that it made; GET …/result makes a link to it. */
        JobFile: {
            name: string;
            content_type: string;
            size: number;
        };
        /** @description A link to the file of a job. */
        JobLink: {
            url: string;
            /** @description Seconds that the link works. */
            expires_in: number;
        };
        JobPage: {
            items: components["schemas"]["Job"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description Who submitted it. */
        JobPerson: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            name: string;
        };
        /** @description How far it is. */
        JobProgress: {
            /** @description What is done, in what the type counts (entries, people). */
            done: number;
            /** @description How much there is to do; null while nobody knows. */
            total: number | null;
            /**
             * @description What it is at, as a stable code.
             * @example reading
             */
            step: string | null;
        };
        /** @description Why it is in its state: of one that failed, the cause; of one that waits, what went wrong the last time. */
        JobReason: {
            /**
             * @description A stable name.
             * @example quota_exceeded
             */
            code: string;
            /** @description A sentence for a person; may be empty. */
            detail: string;
        };
        /** @description What came of it. */
        JobResult: {
            file: components["schemas"]["JobFile"] | null;
            /** @description What else there is to say, by the type of the job. */
            facts: {
                [key: string]: unknown;
            };
        };
        /** @description An org that your address lets you join. */
        JoinableOrg: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            name: string;
            /**
             * @description What you would become.
             * @enum {string}
             */
            role: "member" | "viewer" | "guest";
        };
        JoinableOrgPage: {
            items: components["schemas"]["JoinableOrg"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description The org you are in now. */
        Joined: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            org_id: string;
            /** @enum {string} */
            role: "owner" | "admin" | "manager" | "member" | "viewer" | "guest";
            org: components["schemas"]["Org"];
        };
        Jwk: {
            kty: string;
            crv: string;
            x: string;
            y: string;
            kid: string;
            use: string;
            alg: string;
        };
        Jwks: {
            keys: components["schemas"]["Jwk"][];
        };
        /** @description A document, or in a delta what is left of one (`gone`). */
        ListedDocument: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            gone: boolean;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            deleted_at: string | null;
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            org_id?: string | null;
            /** @default null */
            title?: string | null;
            /** @default null */
            icon?: string | null;
            /** @default null */
            cover?: string | null;
            /** @default null */
            wide?: boolean | null;
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            parent_id?: string | null;
            /**
             * Format: uuid
             * @description The space of this team; null is the common one of everyone.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            space_id?: string | null;
            /** @default null */
            position?: string | null;
            /**
             * @description Who may open it: everyone in the org, the people of its space, or only who is invited.
             * @default null
             * @enum {string|null}
             */
            visibility?: "org" | "space" | "private" | null;
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            owner_id?: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            role?: "editor" | "commenter" | "viewer" | null;
            /** @default null */
            epoch?: number | null;
            /**
             * Format: date-time
             * @default null
             * @example 2026-11-21T10:30:00.123Z
             */
            edited_at?: string | null;
            /** @default null */
            preview?: string | null;
            /** @default null */
            words?: number | null;
            /** @default null */
            bytes?: number | null;
            /**
             * Format: date-time
             * @default null
             * @example 2026-11-21T10:30:00.123Z
             */
            purge_at?: string | null;
        };
        ListedDocumentPage: {
            items: components["schemas"]["ListedDocument"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description A Yjs update at its place: its bytes, or (when large) a signed link to them. */
        LoggedUpdate: {
            seq: number;
            /**
             * Format: byte
             * @default null
             */
            update?: string | null;
            /** @default null */
            url?: string | null;
            /** @default null */
            bytes?: number | null;
        };
        Login: {
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /** @example a long line that only I know */
            password: string;
            /**
             * @description How the refresh token travels: in the body, or in an HttpOnly cookie for browsers.
             * @default body
             * @enum {string}
             */
            transport?: "body" | "cookie";
            /**
             * @description What an earlier sign-in on this device gave (browsers: a cookie).
             * @default null
             */
            device_token?: string | null;
            /**
             * @description Keep an account that waits for its deletion.
             * @default false
             */
            restore?: boolean;
        };
        /** @description A form that takes one upload. */
        LogoForm: {
            url: string;
            fields: {
                [key: string]: string;
            };
            /** @description Seconds. */
            expires_in: number;
            max_bytes: number;
        };
        Logout: {
            /**
             * @description Left out by browsers, which send the cookie.
             * @default null
             */
            refresh_token?: string | null;
            /**
             * @description End all of the person's sessions, not only this one.
             * @default false
             */
            everywhere?: boolean;
        };
        /** @description The document, and the variables that nobody has said: they stand in it as they were written. */
        MadeOfTemplate: {
            document: components["schemas"]["Document"];
            missing: string[];
        };
        Me: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            email: string;
            name: string;
            /** @description Addresses by size in pixels. */
            picture: {
                [key: string]: string;
            } | null;
            pronouns: string | null;
            title: string | null;
            time_zone: string;
            locale: string;
            working_hours: {
                [key: string]: unknown;
            } | null;
            availability: string;
            status: {
                [key: string]: unknown;
            } | null;
            custom_fields: {
                [key: string]: string;
            };
            totp_enabled: boolean;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            password_changed_at: string | null;
        };
        /** @description Somebody in the org. `id` is the person's. */
        Member: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            person_id: string;
            name: string;
            email: string;
            picture_url: string | null;
            title: string | null;
            /** @enum {string} */
            role: "owner" | "admin" | "manager" | "member" | "viewer" | "guest";
            /** @enum {string} */
            status: "active" | "suspended";
            suspended: boolean;
            team_ids: string[];
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            invited_by: string | null;
        };
        /** @description What to change; what is left out stays. */
        MemberChange: {
            /**
             * @default null
             * @enum {string|null}
             */
            role?: "owner" | "admin" | "manager" | "member" | "viewer" | "guest" | null;
            /** @default null */
            suspended?: boolean | null;
        };
        MemberPage: {
            items: components["schemas"]["Member"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        Mfa: {
            mfa_token: string;
            /**
             * @description The code that the authenticator shows.
             * @default null
             */
            code?: string | null;
            /** @default null */
            recovery_code?: string | null;
            /**
             * @description How the refresh token travels: in the body, or in an HttpOnly cookie for browsers.
             * @default body
             * @enum {string}
             */
            transport?: "body" | "cookie";
            /**
             * @description What an earlier sign-in on this device gave (browsers: a cookie).
             * @default null
             */
            device_token?: string | null;
        };
        MfaRequired: {
            /** @enum {boolean} */
            mfa_required: true;
            /** @description Send it to POST /v1/auth/mfa with a code. */
            mfa_token: string;
            expires_in: number;
        };
        /** @description An invitation that waits for you. Accept it with `POST /v1/me/invitations/{org_id}/accept`. */
        MyInvitation: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            org_id: string;
            org_name: string;
            /** @enum {string} */
            role: "admin" | "manager" | "member" | "viewer" | "guest";
            invited_by: components["schemas"]["InviterName"];
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            expires_at: string;
        };
        MyInvitationPage: {
            items: components["schemas"]["MyInvitation"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        NewApiKey: {
            name: string;
            /**
             * @description What the key may do.
             * @example [
             *       "documents:read"
             *     ]
             */
            scopes: ("audit:read" | "documents:read" | "documents:write" | "me:read" | "me:write" | "org:read" | "org:write")[];
            /**
             * Format: date-time
             * @description At most a year from now; 90 days if left out.
             * @default null
             */
            expires_at?: string | null;
        };
        /**
         * @description A document to make.
         * @example {
         *       "markdown": "# Welcome\n\nStart *here*.",
         *       "title": "Handbook"
         *     }
         */
        NewDocument: {
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            parent_id?: string | null;
            /**
             * Format: uuid
             * @description The space of this team; null is the common one of everyone.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            space_id?: string | null;
            /**
             * @description Without it, as what it stands under, or at the top as its space: `space` or `org`.
             * @default null
             * @enum {string|null}
             */
            visibility?: "org" | "space" | "private" | null;
            /**
             * Format: uuid
             * @description Chosen by the client, so that making it offline can be repeated.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id?: string | null;
            /** @default  */
            title?: string;
            /** @default null */
            icon?: string | null;
            /**
             * @description Without it, the document goes behind its siblings.
             * @default null
             */
            position?: string | null;
            /**
             * @description What it says at first.
             * @default null
             */
            markdown?: string | null;
        };
        /**
         * @description A document to make of a template.
         * @example {
         *       "title": "Weekly plan",
         *       "values": {
         *         "date": "30 November"
         *       }
         *     }
         */
        NewFromTemplate: {
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            parent_id?: string | null;
            /**
             * Format: uuid
             * @description The space of this team; null is the common one of everyone.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            space_id?: string | null;
            /**
             * @description Without it, as what it stands under, or at the top as its space: `space` or `org`.
             * @default null
             * @enum {string|null}
             */
            visibility?: "org" | "space" | "private" | null;
            /**
             * Format: uuid
             * @description Chosen by the client, so that making it can be repeated.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id?: string | null;
            /**
             * @description Without it, the template's.
             * @default null
             */
            title?: string | null;
            /**
             * @description A fractional order key: siblings are ordered by it, as text.
             * @default null
             */
            position?: string | null;
            /** @description What stands in place of each variable, as words. */
            values?: {
                [key: string]: string;
            };
        };
        /** @description A picture to come. */
        NewImage: {
            /**
             * Format: uuid
             * @description Chosen by the client, so that it can be put in before it is sent.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id?: string | null;
            /** @default  */
            name?: string;
            /** @enum {string} */
            content_type: "image/png" | "image/jpeg" | "image/gif" | "image/webp" | "image/avif";
            size: number;
        };
        /**
         * @description What documents are to be made of, and where they go.
         * @example {
         *       "files": [
         *         {
         *           "name": "Handbook.docx",
         *           "upload": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
         *         }
         *       ]
         *     }
         */
        NewImport: {
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            parent_id?: string | null;
            /**
             * Format: uuid
             * @description The space of this team; null is the common one of everyone.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            space_id?: string | null;
            /**
             * @description Without it, as what it stands under, or at the top as its space: `space` or `org`.
             * @default null
             * @enum {string|null}
             */
            visibility?: "org" | "space" | "private" | null;
            files: components["schemas"]["ImportFile"][];
        };
        /**
         * @description A file to come, that documents are to be made of.
         * @example {
         *       "name": "Handbook.docx",
         *       "size": 120000
         *     }
         */
        NewImportUpload: {
            /** @description Its ending says what it is: md, markdown, txt, html, htm, docx or zip. */
            name: string;
            size: number;
        };
        /** @description A new invitation. With `email` it is mailed and good for one; without, the answer holds a link to hand on. */
        NewInvitation: {
            /**
             * @default null
             * @example ada@example.org
             */
            email?: string | null;
            /**
             * @default member
             * @enum {string}
             */
            role?: "admin" | "manager" | "member" | "viewer" | "guest";
            team_ids?: string[];
            /** @default 7 */
            expires_in_days?: number;
            /**
             * @description Only verified addresses at this domain may accept.
             * @default null
             * @example example.org
             */
            domain?: string | null;
            /**
             * @description How many people may use a link.
             * @default 1
             */
            max_uses?: number;
            /**
             * @description The language of the mail.
             * @default en
             */
            locale?: string;
        };
        /** @description What is going to be uploaded. */
        NewLogo: {
            /** @enum {string} */
            content_type: "image/jpeg" | "image/png" | "image/webp" | "image/gif";
        };
        /** @description A new org; whoever makes it is its owner. */
        NewOrg: {
            name: string;
        };
        NewPicture: {
            /** @enum {string} */
            content_type: "image/jpeg" | "image/png" | "image/webp" | "image/gif";
        };
        NewPreferences: {
            values: {
                [key: string]: unknown;
            };
        };
        /**
         * @description A page to look at.
         * @example {
         *       "url": "https://example.com/article"
         *     }
         */
        NewPreview: {
            /** @description Of the public web: https:// or http://, on their own ports, without a name in it. */
            url: string;
        };
        /** @description A new team, with nobody in it. */
        NewTeam: {
            name: string;
            /** @default  */
            description?: string;
        };
        /**
         * @description A template to make, of a document that you may read or of Markdown.
         * @example {
         *       "markdown": "## What happened\n\n## Why",
         *       "name": "Post-mortem",
         *       "title": "Post-mortem {{date}}"
         *     }
         */
        NewTemplate: {
            name: string;
            /**
             * @description The title of documents made of it; it may name variables.
             * @default
             */
            title?: string;
            /** @default  */
            description?: string;
            /** @default null */
            icon?: string | null;
            /**
             * @description For everybody in the organization, or for you alone.
             * @default org
             * @enum {string}
             */
            scope?: "org" | "personal";
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            document_id?: string | null;
            /** @default null */
            markdown?: string | null;
        };
        /**
         * @description A local edit (L14).
         * @example {
         *       "after": 0,
         *       "epoch": 1,
         *       "id": "1",
         *       "update": "AAA="
         *     }
         */
        NewUpdate: {
            id: string;
            epoch: number;
            after: number;
            /**
             * @description The sender's own live connection, which is not told again.
             * @default null
             */
            connection?: string | null;
            /**
             * Format: byte
             * @default null
             */
            update?: string | null;
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            upload?: string | null;
        };
        /** @description An upload to come. */
        NewUpload: {
            bytes: number;
        };
        /**
         * @description A name for what a document says now.
         * @example {
         *       "name": "As sent to the printer"
         *     }
         */
        NewVersion: {
            name: string;
        };
        /** @description What an invitation offers, for whoever holds its token. */
        Offer: {
            org_name: string;
            /** @enum {string} */
            role: "admin" | "manager" | "member" | "viewer" | "guest";
            invited_by: components["schemas"]["InviterName"];
            /** @description Where it was mailed to: `POST /v1/auth/register-invited` makes an account with that address. Null of a link. */
            email: string | null;
        };
        /** @description An organization, as one of its members sees it. */
        Org: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            name: string;
            /**
             * @description The name for addresses. Not unique.
             * @example hearth-sample
             */
            slug: string;
            logo_url: string | null;
            sign_up_domains: string[];
            /** @enum {string} */
            sign_up_role: "member" | "viewer" | "guest";
            /** @enum {string} */
            link_sharing: "off" | "domains" | "anyone";
            retention_days: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            deleted_at: string | null;
            /**
             * @description Your role in it.
             * @enum {string}
             */
            role: "owner" | "admin" | "manager" | "member" | "viewer" | "guest";
            /** @description The teams you are in: their spaces are yours. */
            team_ids: string[];
        };
        /** @description Settings to change; what is left out stays. */
        OrgChange: {
            /** @default null */
            name?: string | null;
            /**
             * @description People with a verified address there may join. To add one, your own address must be at it.
             * @default null
             */
            sign_up_domains?: string[] | null;
            /**
             * @description What people who join by their domain become.
             * @default null
             * @enum {string|null}
             */
            sign_up_role?: "member" | "viewer" | "guest" | null;
            /**
             * @description Who may come in by an invitation link: nobody, who has a verified address at a sign-up domain (or at that of the link), or whoever has it. What is mailed is no link.
             * @default null
             * @enum {string|null}
             */
            link_sharing?: "off" | "domains" | "anyone" | null;
            /**
             * @description How long deleted things can be restored.
             * @default null
             */
            retention_days?: number | null;
        };
        OrgPage: {
            items: components["schemas"]["Org"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        PasswordOnly: {
            /** @example a long line that only I know */
            password: string;
        };
        PersonSummary: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            name: string;
            email: string;
            picture: {
                [key: string]: string;
            } | null;
            locale: string;
            time_zone: string;
        };
        Preferences: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            values: {
                [key: string]: unknown;
            };
        };
        /** @description How much of one quota is taken. At the limit, what would take more is refused with `quota_exceeded`. */
        QuotaUse: {
            /** @description orgs, documents, documents_a_day, storage, mails_a_day, invitations_a_day, connections. */
            quota: string;
            used: number;
            limit: number;
            /**
             * @description What `used` and `limit` are numbers of.
             * @enum {string}
             */
            unit: "count" | "byte";
            /**
             * @description `day`: counted anew each day (UTC). Null: what there is now.
             * @enum {string|null}
             */
            period: "day" | null;
        };
        RecoveryCodes: {
            /** @description Each counts once, in place of a code. Shown this once. */
            recovery_codes: string[];
        };
        Refresh: {
            /**
             * @description Left out by browsers, which send the cookie.
             * @default null
             */
            refresh_token?: string | null;
        };
        Register: {
            /**
             * Format: email
             * @example ada@example.com
             */
            email: string;
            /**
             * @description 10 to 200 characters, and not one that others would guess.
             * @example a long line that only I know
             */
            password: string;
            name: string;
            /**
             * @default en
             * @example en
             */
            locale?: string;
            /**
             * @default UTC
             * @example Europe/Berlin
             */
            time_zone?: string;
        };
        RegisterInvited: {
            /** @description The token of the mailed link. */
            token: string;
            /**
             * @description 10 to 200 characters, and not one that others would guess.
             * @example a long line that only I know
             */
            password: string;
            name: string;
            /**
             * @default en
             * @example en
             */
            locale?: string;
            /**
             * @default UTC
             * @example Europe/Berlin
             */
            time_zone?: string;
            /**
             * @description How the refresh token travels: in the body, or in an HttpOnly cookie for browsers.
             * @default body
             * @enum {string}
             */
            transport?: "body" | "cookie";
            /**
             * @description What an earlier sign-in on this device gave (browsers: a cookie).
             * @default null
             */
            device_token?: string | null;
        };
        ResetPassword: {
            /** @description The token of the mailed link. */
            token: string;
            /**
             * @description 10 to 200 characters, and not one that others would guess.
             * @example a long line that only I know
             */
            password: string;
        };
        /**
         * @description Where to go back to.
         * @example {
         *       "version": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
         *     }
         */
        Revert: {
            /**
             * Format: uuid
             * @description A version of the document.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            version?: string | null;
            /**
             * @description A place in the log of the present epoch.
             * @default null
             */
            seq?: number | null;
        };
        /** @description What a document says now. `merged`: others' changes since the base are in it too. */
        Rewritten: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            title: string;
            epoch: number;
            seq: number;
            /** @enum {string} */
            format: "json" | "markdown" | "html" | "text";
            content: unknown;
            merged: boolean;
        };
        SecurityEntry: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @example session.started */
            type: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            at: string;
            session_id: string | null;
            key_id: string | null;
            device: string;
            address: string | null;
            country: string | null;
            data: {
                [key: string]: unknown;
            };
        };
        SecurityEntryPage: {
            items: components["schemas"]["SecurityEntry"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        Session: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Whether it is the one that asks. */
            current: boolean;
            /** @example Firefox on Linux */
            device: string;
            agent: string;
            address: string;
            /** @description Two letters, where the edge tells. */
            country: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            started_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            used_at: string;
        };
        SessionPage: {
            items: components["schemas"]["Session"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /**
         * @description A person or a team, and their role.
         * @example {
         *       "person_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
         *       "role": "editor"
         *     }
         */
        Share: {
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            person_id?: string | null;
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            team_id?: string | null;
            /** @enum {string} */
            role: "editor" | "commenter" | "viewer";
        };
        /** @description Whom a document is shared with. */
        Shares: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @description The space of this team; null is the common one of everyone.
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            space_id: string | null;
            /**
             * @description Who may open it: everyone in the org, the people of its space, or only who is invited.
             * @enum {string}
             */
            visibility: "org" | "space" | "private";
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            owner_id: string;
            shares: components["schemas"]["ShownShare"][];
        };
        /** @description All shares as they shall be. */
        SharesChange: {
            shares: components["schemas"]["Share"][];
        };
        /** @description A person or a team, and their role. */
        ShownShare: {
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            person_id?: string | null;
            /**
             * Format: uuid
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            team_id?: string | null;
            /** @enum {string} */
            role: "editor" | "commenter" | "viewer";
        };
        /** @description A whole state up to `seq`: its bytes, or a signed link to them. */
        ShownSnapshot: {
            seq: number;
            bytes: number;
            /**
             * Format: byte
             * @default null
             */
            data?: string | null;
            /** @default null */
            url?: string | null;
        };
        /** @description A session, or the question for the second factor. */
        SignInAnswer: components["schemas"]["SignedIn"] | components["schemas"]["MfaRequired"];
        /** @description A form to post, with the file as its last field `file`. */
        SignedForm: {
            /** @enum {string} */
            method: "POST";
            url: string;
            fields: {
                [key: string]: string;
            };
            expires_in: number;
        };
        SignedIn: {
            /** @description A JWT (ES256) for 15 minutes; check it with the keys of GET /v1/auth/keys. */
            access_token: string;
            /** @enum {string} */
            token_type: "Bearer";
            expires_in: number;
            /**
             * @description Good once. Missing when it travels as a cookie.
             * @default null
             */
            refresh_token?: string | null;
            /**
             * @description Keep it, and show it at the next sign-in on this device.
             * @default null
             */
            device_token?: string | null;
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            session_id: string;
            person: components["schemas"]["PersonSummary"];
        };
        /** @description From and until, in the person's time zone. */
        Span: {
            /** @example 09:00 */
            start: string;
            /** @example 09:00 */
            end: string;
        };
        /** @description Where to start from and what came after (L13). */
        State: {
            epoch: number;
            head: number;
            snapshot: components["schemas"]["ShownSnapshot"] | null;
            updates: components["schemas"]["LoggedUpdate"][];
            more: boolean;
            /** @enum {string} */
            role: "editor" | "commenter" | "viewer";
        };
        Status: {
            /** @default null */
            emoji?: string | null;
            text: string;
            /**
             * Format: date-time
             * @description When it goes away by itself.
             * @default null
             */
            until?: string | null;
        };
        StopTotp: {
            /** @example a long line that only I know */
            password: string;
            /**
             * @description The code that the authenticator shows.
             * @default null
             */
            code?: string | null;
            /** @default null */
            recovery_code?: string | null;
        };
        /** @description A team. Who is in it: `GET …/members?team=`. */
        Team: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            name: string;
            description: string;
        };
        /** @description What to change; what is left out stays. */
        TeamChange: {
            /** @default null */
            name?: string | null;
            /** @default null */
            description?: string | null;
        };
        TeamPage: {
            items: components["schemas"]["Team"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description What new documents can begin with. */
        Template: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            name: string;
            title: string;
            description: string;
            icon: string | null;
            /**
             * @description `gallery`: it comes with Hearth.
             * @enum {string}
             */
            scope: "gallery" | "org" | "personal";
            /**
             * Format: uuid
             * @description Null in the gallery.
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            owner_id: string | null;
            words: number;
            /** @description Names of the variables in it. `date`, `name` and `title` are said for you if you do not. */
            variables: string[];
            can_change: boolean;
        };
        /**
         * @description What shall be different. Members that are left out stay as they are.
         * @example {
         *       "name": "Post-mortem"
         *     }
         */
        TemplateChange: {
            /** @default null */
            name?: string | null;
            /** @default null */
            title?: string | null;
            /** @default null */
            description?: string | null;
            /** @default null */
            icon?: string | null;
            /**
             * @default null
             * @enum {string|null}
             */
            scope?: "org" | "personal" | null;
            /**
             * Format: uuid
             * @description It says what this document says now.
             * @default null
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            document_id?: string | null;
        };
        TemplatePage: {
            items: components["schemas"]["Template"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description A template and what it says, as ProseMirror JSON. */
        TemplateWithContent: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            name: string;
            title: string;
            description: string;
            icon: string | null;
            /**
             * @description `gallery`: it comes with Hearth.
             * @enum {string}
             */
            scope: "gallery" | "org" | "personal";
            /**
             * Format: uuid
             * @description Null in the gallery.
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            owner_id: string | null;
            words: number;
            /** @description Names of the variables in it. `date`, `name` and `title` are said for you if you do not. */
            variables: string[];
            can_change: boolean;
            content: unknown;
        };
        /** @description A one-time right to open a live connection. */
        Ticket: {
            /**
             * @description Connect with it as the query parameter `ticket`, once.
             * @example V6y0c4b3i5D9Zk1mQe7xw2uT8aRfLhPn
             */
            ticket: string;
            /**
             * @description Where to connect.
             * @example wss://hearth.example/live
             */
            url: string;
            /**
             * @description Seconds until it is void.
             * @example 30
             */
            expires_in: number;
        };
        TokenOnly: {
            /** @description The token of the mailed link. */
            token: string;
        };
        TotpCode: {
            code: string;
        };
        TotpStarted: {
            /** @description For typing into an authenticator app. */
            secret: string;
            /** @description For a QR code (otpauth://). */
            uri: string;
        };
        /** @description Who is to own the org in your place. */
        Transfer: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            person_id: string;
            /**
             * @description What you become.
             * @default admin
             * @enum {string}
             */
            role?: "admin" | "manager" | "member" | "viewer" | "guest";
        };
        /** @description Only what is sent changes; null takes a value away. */
        UpdateMe: {
            /** @default null */
            name?: string | null;
            /** @default null */
            pronouns?: string | null;
            /** @default null */
            title?: string | null;
            /**
             * @default null
             * @example Europe/Berlin
             */
            time_zone?: string | null;
            /**
             * @default null
             * @example en
             */
            locale?: string | null;
            /** @default null */
            working_hours?: components["schemas"]["WorkingHours"] | null;
            /**
             * @default null
             * @enum {string|null}
             */
            availability?: "available" | "busy" | "away" | "do_not_disturb" | null;
            /** @default null */
            status?: components["schemas"]["Status"] | null;
            /** @default null */
            custom_fields?: {
                [key: string]: string;
            } | null;
        };
        /** @description A stretch of the log (L11). */
        Updates: {
            epoch: number;
            head: number;
            updates: components["schemas"]["LoggedUpdate"][];
            more: boolean;
        };
        /** @description Where and how to upload. */
        Upload: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            upload: string;
            /** @enum {string} */
            method: "POST" | "PUT";
            url: string;
            fields: {
                [key: string]: string;
            };
            expires_in: number;
        };
        UploadForm: {
            url: string;
            fields: {
                [key: string]: string;
            };
            expires_in: number;
            max_bytes: number;
        };
        /** @description How much of each quota is taken. */
        Usage: {
            items: components["schemas"]["QuotaUse"][];
        };
        VerifyEmail: {
            /** @description The token of the mailed link. */
            token: string;
            /**
             * @description The one that was registered with this link.
             * @example a long line that only I know
             */
            password: string;
            /**
             * @description Take the password as it is, whatever was registered: for whoever did not register this.
             * @default false
             */
            choose?: boolean;
            /**
             * @description Another name than the one that was registered.
             * @default null
             */
            name?: string | null;
            /**
             * @description How the refresh token travels: in the body, or in an HttpOnly cookie for browsers.
             * @default body
             * @enum {string}
             */
            transport?: "body" | "cookie";
            /**
             * @description What an earlier sign-in on this device gave (browsers: a cookie).
             * @default null
             */
            device_token?: string | null;
        };
        /** @description What a document was at `created_at`, in the bytes of `GET .../versions/{version_id}/content`. */
        Version: {
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string;
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            document_id: string;
            /** @description A version with a name stays. */
            name: string | null;
            /**
             * @description Why it was kept.
             * @enum {string}
             */
            kind: "automatic" | "named" | "before_revert";
            epoch: number;
            /** @description The place in the log of its epoch. */
            seq: number;
            /** @description Who wrote since the last automatic version. */
            by: string[];
            words: number;
            bytes: number;
        };
        /**
         * @description Another name for a version.
         * @example {
         *       "name": "As sent to the printer"
         *     }
         */
        VersionChange: {
            /** @description null takes the name off. */
            name: string | null;
        };
        VersionPage: {
            items: components["schemas"]["Version"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description Whether you watch an object. */
        Watch: {
            /**
             * @description Type and id of the object.
             * @example document:019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            id: string;
            /** @description Grows by one with every change; 0 while nothing was said. */
            version: number;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            created_at: string | null;
            /**
             * Format: date-time
             * @example 2026-11-21T10:30:00.123Z
             */
            updated_at: string | null;
            /** @example document */
            object_type: string;
            /**
             * Format: uuid
             * @example 019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70
             */
            object_id: string;
            watching: boolean;
            /**
             * @description `chosen`: you said so, for or against. The others came by themselves; null: neither.
             * @enum {string|null}
             */
            reason: "chosen" | "created" | "edited" | "mentioned" | null;
        };
        WatchPage: {
            items: components["schemas"]["Watch"][];
            /**
             * @description The cursor of the next page; null on the last one.
             * @default null
             */
            next?: string | null;
        };
        /** @description Spans of time by day of the week; a day that is missing is free. */
        WorkingHours: {
            /** @default [] */
            mon?: components["schemas"]["Span"][];
            /** @default [] */
            tue?: components["schemas"]["Span"][];
            /** @default [] */
            wed?: components["schemas"]["Span"][];
            /** @default [] */
            thu?: components["schemas"]["Span"][];
            /** @default [] */
            fri?: components["schemas"]["Span"][];
            /** @default [] */
            sat?: components["schemas"]["Span"][];
            /** @default [] */
            sun?: components["schemas"]["Span"][];
        };
    };
    responses: {
        /** @description Too large: `body_too_large`. */
        body_too_large: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/body_too_large",
                 *       "title": "Too large",
                 *       "status": 413,
                 *       "code": "body_too_large",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too large: `body_too_large`, `content_too_large`. */
        "body_too_large.content_too_large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/body_too_large",
                 *       "title": "Too large",
                 *       "status": 413,
                 *       "code": "body_too_large",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too large: `body_too_large`, `too_large`. */
        "body_too_large.too_large": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/body_too_large",
                 *       "title": "Too large",
                 *       "status": 413,
                 *       "code": "body_too_large",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`. */
        busy: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`, `conflict`. */
        "busy.conflict": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`, `credentials_changed`. */
        "busy.credentials_changed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`, `email_taken`, `credentials_changed`. */
        "busy.email_taken.credentials_changed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`, `job_ended`. */
        "busy.job_ended": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`, `job_not_to_retry`, `quota_exceeded`. */
        "busy.job_not_to_retry.quota_exceeded": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`, `quota_exceeded`. */
        "busy.quota_exceeded": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`, `sole_owner`. */
        "busy.sole_owner": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`, `too_many_versions`. */
        "busy.too_many_versions": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`, `totp_state`, `credentials_changed`. */
        "busy.totp_state.credentials_changed": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `busy`, `tree_too_deep`, `already_exists`, `quota_exceeded`. */
        "busy.tree_too_deep.already_exists.quota_exceeded": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/busy",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "busy",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `document_too_slow`. */
        document_too_slow: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/document_too_slow",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "document_too_slow",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Validation failed: `invalid_body`, `invalid_query`. */
        "invalid_body.invalid_query": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/invalid_body",
                 *       "title": "Validation failed",
                 *       "status": 422,
                 *       "code": "invalid_body",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`. */
        "invalid_body.invalid_query.idempotency_key_reused.invalid_idempotency_key": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/invalid_body",
                 *       "title": "Validation failed",
                 *       "status": 422,
                 *       "code": "invalid_body",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`, `invalid_csv`. */
        "invalid_body.invalid_query.idempotency_key_reused.invalid_idempotency_key.invalid_csv": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/invalid_body",
                 *       "title": "Validation failed",
                 *       "status": 422,
                 *       "code": "invalid_body",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Validation failed: `invalid_body`, `invalid_query`, `token_invalid`. */
        "invalid_body.invalid_query.token_invalid": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/invalid_body",
                 *       "title": "Validation failed",
                 *       "status": 422,
                 *       "code": "invalid_body",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Validation failed: `invalid_body`, `invalid_query`, `token_invalid`, `weak_password`. */
        "invalid_body.invalid_query.token_invalid.weak_password": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/invalid_body",
                 *       "title": "Validation failed",
                 *       "status": 422,
                 *       "code": "invalid_body",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Validation failed: `invalid_body`, `invalid_query`, `weak_password`. */
        "invalid_body.invalid_query.weak_password": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/invalid_body",
                 *       "title": "Validation failed",
                 *       "status": 422,
                 *       "code": "invalid_body",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request cannot be read: `invalid_cursor`. */
        invalid_cursor: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/invalid_cursor",
                 *       "title": "The request cannot be read",
                 *       "status": 400,
                 *       "code": "invalid_cursor",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Validation failed: `invalid_query`. */
        invalid_query: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/invalid_query",
                 *       "title": "Validation failed",
                 *       "status": 422,
                 *       "code": "invalid_query",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not in this state: `job_no_file`. */
        job_no_file: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/job_no_file",
                 *       "title": "Not in this state",
                 *       "status": 409,
                 *       "code": "job_no_file",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `job_not_found`, `person_not_found`. */
        "job_not_found.person_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/job_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "job_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request cannot be read: `malformed_json`, `malformed_body`, `invalid_unicode`, `too_deep`. */
        "malformed_json.malformed_body.invalid_unicode.too_deep": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/malformed_json",
                 *       "title": "The request cannot be read",
                 *       "status": 400,
                 *       "code": "malformed_json",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `org_not_found`. */
        org_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/org_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "org_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `org_not_found`, `document_not_found`. */
        "org_not_found.document_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/org_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "org_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `org_not_found`, `document_not_found`, `version_not_found`. */
        "org_not_found.document_not_found.version_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/org_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "org_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `org_not_found`, `invitation_not_found`. */
        "org_not_found.invitation_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/org_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "org_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `org_not_found`, `job_not_found`. */
        "org_not_found.job_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/org_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "org_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `org_not_found`, `object_not_found`, `object_type_not_found`, `document_not_found`. */
        "org_not_found.object_not_found.object_type_not_found.document_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/org_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "org_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `org_not_found`, `person_not_found`. */
        "org_not_found.person_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/org_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "org_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `org_not_found`, `team_not_found`. */
        "org_not_found.team_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/org_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "org_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `org_not_found`, `team_not_found`, `person_not_found`. */
        "org_not_found.team_not_found.person_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/org_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "org_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `org_not_found`, `template_not_found`. */
        "org_not_found.template_not_found": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/org_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "org_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed: `origin_refused`. */
        origin_refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/origin_refused",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "code": "origin_refused",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not found: `person_not_found`. */
        person_not_found: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/person_not_found",
                 *       "title": "Not found",
                 *       "status": 404,
                 *       "code": "person_not_found",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Changed in the meantime: `precondition_failed`. */
        precondition_failed: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/precondition_failed",
                 *       "title": "Changed in the meantime",
                 *       "status": 412,
                 *       "code": "precondition_failed",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests: `rate_limited`. */
        rate_limited: {
            headers: {
                "Retry-After"?: number;
                "RateLimit-Limit"?: number;
                "RateLimit-Remaining"?: number;
                "RateLimit-Reset"?: number;
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/rate_limited",
                 *       "title": "Too many requests",
                 *       "status": 429,
                 *       "code": "rate_limited",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed: `scope_missing`. */
        scope_missing: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/scope_missing",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "code": "scope_missing",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed: `scope_missing`, `domain_refused`, `membership_suspended`. */
        "scope_missing.domain_refused.membership_suspended": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/scope_missing",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "code": "scope_missing",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed: `scope_missing`, `forbidden`, `membership_suspended`. */
        "scope_missing.forbidden.membership_suspended": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/scope_missing",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "code": "scope_missing",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed: `scope_missing`, `forbidden`, `membership_suspended`, `job_not_yours`. */
        "scope_missing.forbidden.membership_suspended.job_not_yours": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/scope_missing",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "code": "scope_missing",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed: `scope_missing`, `forbidden`, `membership_suspended`, `link_sharing_off`. */
        "scope_missing.forbidden.membership_suspended.link_sharing_off": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/scope_missing",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "code": "scope_missing",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed: `scope_missing`, `forbidden`, `membership_suspended`, `owner_only`. */
        "scope_missing.forbidden.membership_suspended.owner_only": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/scope_missing",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "code": "scope_missing",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed: `scope_missing`, `session_required`. */
        "scope_missing.session_required": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/scope_missing",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "code": "scope_missing",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed: `scope_missing`, `session_required`, `recent_sign_in_required`. */
        "scope_missing.session_required.recent_sign_in_required": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/scope_missing",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "code": "scope_missing",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not allowed: `scope_missing`, `session_required`, `wrong_password`. */
        "scope_missing.session_required.wrong_password": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/scope_missing",
                 *       "title": "Not allowed",
                 *       "status": 403,
                 *       "code": "scope_missing",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Sign in first: `unauthenticated`. */
        unauthenticated: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/unauthenticated",
                 *       "title": "Sign in first",
                 *       "status": 401,
                 *       "code": "unauthenticated",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Sign in first: `unauthenticated`, `wrong_code`. */
        "unauthenticated.wrong_code": {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/unauthenticated",
                 *       "title": "Sign in first",
                 *       "status": 401,
                 *       "code": "unauthenticated",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Not available right now: `unavailable`. */
        unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/unavailable",
                 *       "title": "Not available right now",
                 *       "status": 503,
                 *       "code": "unavailable",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Unsupported media type: `unsupported_media_type`. */
        unsupported_media_type: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                /**
                 * @example {
                 *       "type": "https://hearth.dev/problems/unsupported_media_type",
                 *       "title": "Unsupported media type",
                 *       "status": 415,
                 *       "code": "unsupported_media_type",
                 *       "detail": "…",
                 *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                 *     }
                 */
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /** @description Makes a repeat harmless for a day: the first answer is given again. */
        "Idempotency-Key": string;
        /** @description The ETag you saw; 412 if it is no longer the current one. */
        "If-Match": string;
        /** @description Where to go on: `next` of the page before. */
        cursor: string;
        document_id: string;
        /** @description In which form. */
        format: "json" | "markdown" | "html" | "text";
        invitation_id: string;
        job_id: string;
        /** @description How many items at most. */
        limit: number;
        /** @description How many changes at most. */
        "limit.2": number;
        object_id: string;
        object_type: string;
        org_id: string;
        person_id: string;
        revision_id: string;
        /** @description What changed since when: `cursor` of the answer before. Without it, where to begin. */
        since: string;
        size: string;
        team_id: string;
        template_id: string;
        version_id: string;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    cancel_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "text",
                 *       "not_me": false
                 *     }
                 */
                "application/json": components["schemas"]["CancelEmail"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            409: components["responses"]["busy.email_taken.credentials_changed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.token_invalid"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    confirm_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "text"
                 *     }
                 */
                "application/json": components["schemas"]["TokenOnly"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            409: components["responses"]["busy.email_taken.credentials_changed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.token_invalid"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    forgot_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["AddressOnly"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "mail_sent"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            409: components["responses"]["busy"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_keys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "keys": [
                     *         {
                     *           "kty": "text",
                     *           "crv": "text",
                     *           "x": "text",
                     *           "y": "text",
                     *           "kid": "text",
                     *           "use": "text",
                     *           "alg": "text"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Jwks"];
                };
            };
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    log_in: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "password": "a long line that only I know",
                 *       "transport": "body",
                 *       "device_token": "text",
                 *       "restore": false
                 *     }
                 */
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "text",
                     *       "token_type": "Bearer",
                     *       "expires_in": 1,
                     *       "refresh_token": "text",
                     *       "device_token": "text",
                     *       "session_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "person": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text",
                     *         "email": "text",
                     *         "picture": {},
                     *         "locale": "text",
                     *         "time_zone": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SignInAnswer"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            /** @description Sign in first: `bad_credentials`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/bad_credentials",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "code": "bad_credentials",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed: `email_not_verified`, `account_closing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/email_not_verified",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "code": "email_not_verified",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["busy.credentials_changed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    log_out: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refresh_token": "text",
                 *       "everywhere": false
                 *     }
                 */
                "application/json": components["schemas"]["Logout"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            403: components["responses"]["origin_refused"];
            409: components["responses"]["busy"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    finish_mfa: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mfa_token": "text",
                 *       "code": "text",
                 *       "recovery_code": "text",
                 *       "transport": "body",
                 *       "device_token": "text"
                 *     }
                 */
                "application/json": components["schemas"]["Mfa"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "text",
                     *       "token_type": "Bearer",
                     *       "expires_in": 1,
                     *       "refresh_token": "text",
                     *       "device_token": "text",
                     *       "session_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "person": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text",
                     *         "email": "text",
                     *         "picture": {},
                     *         "locale": "text",
                     *         "time_zone": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            /** @description Sign in first: `wrong_code`, `mfa_token_invalid`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/wrong_code",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "code": "wrong_code",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not allowed: `account_closing`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/account_closing",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "code": "account_closing",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["busy.credentials_changed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "refresh_token": "text"
                 *     }
                 */
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "text",
                     *       "token_type": "Bearer",
                     *       "expires_in": 1,
                     *       "refresh_token": "text",
                     *       "device_token": "text",
                     *       "session_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "person": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text",
                     *         "email": "text",
                     *         "picture": {},
                     *         "locale": "text",
                     *         "time_zone": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            /** @description Sign in first: `session_ended`. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/session_ended",
                     *       "title": "Sign in first",
                     *       "status": 401,
                     *       "code": "session_ended",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["origin_refused"];
            409: components["responses"]["busy"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "password": "a long line that only I know",
                 *       "name": "text",
                 *       "locale": "en",
                 *       "time_zone": "Europe/Berlin"
                 *     }
                 */
                "application/json": components["schemas"]["Register"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "mail_sent"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            409: components["responses"]["busy"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.weak_password"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    register_invited: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "text",
                 *       "password": "a long line that only I know",
                 *       "name": "text",
                 *       "locale": "en",
                 *       "time_zone": "Europe/Berlin",
                 *       "transport": "body",
                 *       "device_token": "text"
                 *     }
                 */
                "application/json": components["schemas"]["RegisterInvited"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "text",
                     *       "token_type": "Bearer",
                     *       "expires_in": 1,
                     *       "refresh_token": "text",
                     *       "device_token": "text",
                     *       "session_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "person": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text",
                     *         "email": "text",
                     *         "picture": {},
                     *         "locale": "text",
                     *         "time_zone": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            /** @description Not in this state: `busy`, `email_taken`, `signed_in_already`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.token_invalid.weak_password"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    resend_verification: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com"
                 *     }
                 */
                "application/json": components["schemas"]["AddressOnly"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "mail_sent"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            409: components["responses"]["busy"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "text",
                 *       "password": "a long line that only I know"
                 *     }
                 */
                "application/json": components["schemas"]["ResetPassword"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            409: components["responses"]["busy.credentials_changed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.token_invalid.weak_password"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    verify_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "text",
                 *       "password": "a long line that only I know",
                 *       "choose": false,
                 *       "name": "text",
                 *       "transport": "body",
                 *       "device_token": "text"
                 *     }
                 */
                "application/json": components["schemas"]["VerifyEmail"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "access_token": "text",
                     *       "token_type": "Bearer",
                     *       "expires_in": 1,
                     *       "refresh_token": "text",
                     *       "device_token": "text",
                     *       "session_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "person": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text",
                     *         "email": "text",
                     *         "picture": {},
                     *         "locale": "text",
                     *         "time_zone": "text"
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            /** @description Not allowed: `other_password`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/other_password",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "code": "other_password",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in this state: `busy`, `signed_in_already`, `credentials_changed`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.token_invalid.weak_password"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    accept_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "AZOR8XpOfMKdOiuPXhxqcA"
                 *     }
                 */
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "role": "owner",
                     *       "org": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "version": 1,
                     *         "created_at": "2026-11-21T10:30:00.123Z",
                     *         "updated_at": "2026-11-21T10:30:00.123Z",
                     *         "name": "text",
                     *         "slug": "hearth-sample",
                     *         "logo_url": "text",
                     *         "sign_up_domains": [
                     *           "text"
                     *         ],
                     *         "sign_up_role": "member",
                     *         "link_sharing": "off",
                     *         "retention_days": 1,
                     *         "deleted_at": "2026-11-21T10:30:00.123Z",
                     *         "role": "owner",
                     *         "team_ids": [
                     *           "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Joined"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.domain_refused.membership_suspended"];
            /** @description Not found: `person_not_found`, `invitation_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/person_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "person_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    look_up_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "AZOR8XpOfMKdOiuPXhxqcA"
                 *     }
                 */
                "application/json": components["schemas"]["InvitationToken"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "org_name": "text",
                     *       "role": "admin",
                     *       "invited_by": {
                     *         "name": "text"
                     *       },
                     *       "email": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Offer"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            /** @description Not found: `invitation_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invitation_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "invitation_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["busy"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    create_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "ticket": "V6y0c4b3i5D9Zk1mQe7xw2uT8aRfLhPn",
                     *       "url": "wss://hearth.example/live",
                     *       "expires_in": 30
                     *     }
                     */
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_logo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                revision_id: components["parameters"]["revision_id"];
                size: components["parameters"]["size"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found: `org_not_found`, `revision_not_found`, `logo_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/org_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "org_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "email": "text",
                     *       "name": "text",
                     *       "picture": {},
                     *       "pronouns": "text",
                     *       "title": "text",
                     *       "time_zone": "text",
                     *       "locale": "text",
                     *       "working_hours": {},
                     *       "availability": "text",
                     *       "status": {},
                     *       "custom_fields": {},
                     *       "totp_enabled": true,
                     *       "password_changed_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    close_account: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required.recent_sign_in_required"];
            404: components["responses"]["person_not_found"];
            /** @description Not in this state: `busy`, `sole_owner`, `credentials_changed`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    update_me: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "text",
                 *       "pronouns": "text",
                 *       "title": "text",
                 *       "time_zone": "Europe/Berlin",
                 *       "locale": "en",
                 *       "working_hours": {
                 *         "mon": [],
                 *         "tue": [],
                 *         "wed": [],
                 *         "thu": [],
                 *         "fri": [],
                 *         "sat": [],
                 *         "sun": []
                 *       },
                 *       "availability": "available",
                 *       "status": {
                 *         "emoji": "text",
                 *         "text": "text",
                 *         "until": "2026-11-21T10:30:00.123Z"
                 *       },
                 *       "custom_fields": {}
                 *     }
                 */
                "application/json": components["schemas"]["UpdateMe"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "email": "text",
                     *       "name": "text",
                     *       "picture": {},
                     *       "pronouns": "text",
                     *       "title": "text",
                     *       "time_zone": "text",
                     *       "locale": "text",
                     *       "working_hours": {},
                     *       "availability": "text",
                     *       "status": {},
                     *       "custom_fields": {},
                     *       "totp_enabled": true,
                     *       "password_changed_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Me"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_my_activity: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "type": "document.renamed",
                     *           "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "actor": {
                     *             "kind": "person",
                     *             "id": "text",
                     *             "name": "text"
                     *           },
                     *           "object": {
                     *             "type": "document",
                     *             "id": "text",
                     *             "title": "text"
                     *           },
                     *           "at": "2026-11-21T10:30:00.123Z",
                     *           "changes": {},
                     *           "data": {}
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ActivityPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_api_keys: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "name": "text",
                     *           "hint": "text",
                     *           "scopes": [
                     *             "text"
                     *           ],
                     *           "expires_at": "2026-11-21T10:30:00.123Z",
                     *           "expired": true,
                     *           "used_at": "2026-11-21T10:30:00.123Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    create_api_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. What is shown once (key) is not kept with it. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "text",
                 *       "scopes": [
                 *         "documents:read"
                 *       ],
                 *       "expires_at": "2026-11-21T10:30:00.123Z"
                 *     }
                 */
                "application/json": components["schemas"]["NewApiKey"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "hint": "text",
                     *       "scopes": [
                     *         "text"
                     *       ],
                     *       "expires_at": "2026-11-21T10:30:00.123Z",
                     *       "expired": true,
                     *       "used_at": "2026-11-21T10:30:00.123Z",
                     *       "key": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ApiKeyCreated"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required.recent_sign_in_required"];
            404: components["responses"]["person_not_found"];
            /** @description Not in this state: `busy`, `too_many`, `credentials_changed`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`, `invalid_expiry`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    revoke_api_key: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required"];
            /** @description Not found: `key_not_found`, `person_not_found`, `api_key_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/key_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "key_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    change_email: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.com",
                 *       "password": "a long line that only I know"
                 *     }
                 */
                "application/json": components["schemas"]["ChangeEmail"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "mail_sent"
                     *     }
                     */
                    "application/json": components["schemas"]["Accepted"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required.wrong_password"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    export_me: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            /** @description Validation failed: `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_query",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_query",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_my_invitations: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "org_name": "text",
                     *           "role": "admin",
                     *           "invited_by": {
                     *             "name": "text"
                     *           },
                     *           "expires_at": "2026-11-21T10:30:00.123Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MyInvitationPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    accept_my_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "role": "owner",
                     *       "org": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "version": 1,
                     *         "created_at": "2026-11-21T10:30:00.123Z",
                     *         "updated_at": "2026-11-21T10:30:00.123Z",
                     *         "name": "text",
                     *         "slug": "hearth-sample",
                     *         "logo_url": "text",
                     *         "sign_up_domains": [
                     *           "text"
                     *         ],
                     *         "sign_up_role": "member",
                     *         "link_sharing": "off",
                     *         "retention_days": 1,
                     *         "deleted_at": "2026-11-21T10:30:00.123Z",
                     *         "role": "owner",
                     *         "team_ids": [
                     *           "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Joined"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.domain_refused.membership_suspended"];
            /** @description Not found: `org_not_found`, `person_not_found`, `invitation_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/org_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "org_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_my_jobs: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "type": "audit.export",
                     *           "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "path": "text",
                     *           "submitted_by": {
                     *             "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *             "name": "text"
                     *           },
                     *           "state": "queued",
                     *           "progress": {
                     *             "done": 0,
                     *             "total": null,
                     *             "step": "reading"
                     *           },
                     *           "attempts": 0,
                     *           "next_try_at": "2026-11-21T10:30:00.123Z",
                     *           "cancelling": true,
                     *           "reason": {
                     *             "code": "quota_exceeded",
                     *             "detail": "text"
                     *           },
                     *           "can_retry": true,
                     *           "result": {
                     *             "file": {
                     *               "name": "text",
                     *               "content_type": "text",
                     *               "size": 0
                     *             },
                     *             "facts": {}
                     *           },
                     *           "started_at": "2026-11-21T10:30:00.123Z",
                     *           "ended_at": "2026-11-21T10:30:00.123Z",
                     *           "expires_at": "2026-11-21T10:30:00.123Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_my_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: components["parameters"]["job_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["job_not_found.person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    cancel_my_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: components["parameters"]["job_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["job_not_found.person_not_found"];
            409: components["responses"]["busy.job_ended"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_my_job_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: components["parameters"]["job_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "text",
                     *       "expires_in": 1
                     *     }
                     */
                    "application/json": components["schemas"]["JobLink"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required"];
            404: components["responses"]["job_not_found.person_not_found"];
            409: components["responses"]["job_no_file"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    retry_my_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: components["parameters"]["job_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required"];
            404: components["responses"]["job_not_found.person_not_found"];
            409: components["responses"]["busy.job_not_to_retry.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_joinable_orgs: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "name": "text",
                     *           "role": "member"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["JoinableOrgPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_my_orgs: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Those that you may restore instead. */
                deleted?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "name": "text",
                     *           "slug": "hearth-sample",
                     *           "logo_url": "text",
                     *           "sign_up_domains": [
                     *             "text"
                     *           ],
                     *           "sign_up_role": "member",
                     *           "link_sharing": "off",
                     *           "retention_days": 1,
                     *           "deleted_at": "2026-11-21T10:30:00.123Z",
                     *           "role": "owner",
                     *           "team_ids": [
                     *             "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *           ]
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["OrgPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current_password": "a long line that only I know",
                 *       "new_password": "a long line that only I know"
                 *     }
                 */
                "application/json": components["schemas"]["ChangePassword"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required.wrong_password"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy.credentials_changed"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.weak_password"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    upload_picture: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "content_type": "image/jpeg"
                 *     }
                 */
                "application/json": components["schemas"]["NewPicture"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "text",
                     *       "fields": {},
                     *       "expires_in": 1,
                     *       "max_bytes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["UploadForm"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    remove_picture: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    put_preferences: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "values": {}
                 *     }
                 */
                "application/json": components["schemas"]["NewPreferences"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "values": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Preferences"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            /** @description Too large: `body_too_large`, `preferences_too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/body_too_large",
                     *       "title": "Too large",
                     *       "status": 413,
                     *       "code": "body_too_large",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    preview_page: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://example.com/article"
                 *     }
                 */
                "application/json": components["schemas"]["NewPreview"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.idempotency_key_reused.invalid_idempotency_key"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    make_recovery_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "a long line that only I know"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordOnly"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recovery_codes": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required.wrong_password"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy.totp_state.credentials_changed"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_security_log: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "type": "session.started",
                     *           "at": "2026-11-21T10:30:00.123Z",
                     *           "session_id": "text",
                     *           "key_id": "text",
                     *           "device": "text",
                     *           "address": "text",
                     *           "country": "text",
                     *           "data": {}
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["SecurityEntryPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_sessions: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "current": true,
                     *           "device": "Firefox on Linux",
                     *           "agent": "text",
                     *           "address": "text",
                     *           "country": "text",
                     *           "started_at": "2026-11-21T10:30:00.123Z",
                     *           "used_at": "2026-11-21T10:30:00.123Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    end_other_sessions: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    end_session: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required"];
            /** @description Not found: `session_not_found`, `person_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/session_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "session_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    start_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "a long line that only I know"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordOnly"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "secret": "text",
                     *       "uri": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["TotpStarted"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.session_required.wrong_password"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy.totp_state.credentials_changed"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    confirm_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "text"
                 *     }
                 */
                "application/json": components["schemas"]["TotpCode"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "recovery_codes": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoveryCodes"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated.wrong_code"];
            403: components["responses"]["scope_missing.session_required"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy.totp_state.credentials_changed"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    stop_totp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "a long line that only I know",
                 *       "code": "text",
                 *       "recovery_code": "text"
                 *     }
                 */
                "application/json": components["schemas"]["StopTotp"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated.wrong_code"];
            403: components["responses"]["scope_missing.session_required.wrong_password"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy.totp_state.credentials_changed"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_my_usage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "quota": "text",
                     *           "used": 0,
                     *           "limit": 0,
                     *           "unit": "count",
                     *           "period": "day"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Usage"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    create_org: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "text"
                 *     }
                 */
                "application/json": components["schemas"]["NewOrg"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "slug": "hearth-sample",
                     *       "logo_url": "text",
                     *       "sign_up_domains": [
                     *         "text"
                     *       ],
                     *       "sign_up_role": "member",
                     *       "link_sharing": "off",
                     *       "retention_days": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "role": "owner",
                     *       "team_ids": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Org"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["person_not_found"];
            409: components["responses"]["busy.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.idempotency_key_reused.invalid_idempotency_key"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_org: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "slug": "hearth-sample",
                     *       "logo_url": "text",
                     *       "sign_up_domains": [
                     *         "text"
                     *       ],
                     *       "sign_up_role": "member",
                     *       "link_sharing": "off",
                     *       "retention_days": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "role": "owner",
                     *       "team_ids": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Org"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    delete_org: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    change_org: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "text",
                 *       "sign_up_domains": [
                 *         "example.org"
                 *       ],
                 *       "sign_up_role": "member",
                 *       "link_sharing": "off",
                 *       "retention_days": 1
                 *     }
                 */
                "application/json": components["schemas"]["OrgChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "slug": "hearth-sample",
                     *       "logo_url": "text",
                     *       "sign_up_domains": [
                     *         "text"
                     *       ],
                     *       "sign_up_role": "member",
                     *       "link_sharing": "off",
                     *       "retention_days": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "role": "owner",
                     *       "team_ids": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Org"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `domain_not_yours`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_org_activity: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "type": "document.renamed",
                     *           "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "actor": {
                     *             "kind": "person",
                     *             "id": "text",
                     *             "name": "text"
                     *           },
                     *           "object": {
                     *             "type": "document",
                     *             "id": "text",
                     *             "title": "text"
                     *           },
                     *           "at": "2026-11-21T10:30:00.123Z",
                     *           "changes": {},
                     *           "data": {}
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ActivityPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_object_activity: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                object_type: components["parameters"]["object_type"];
                object_id: components["parameters"]["object_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "type": "document.renamed",
                     *           "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "actor": {
                     *             "kind": "person",
                     *             "id": "text",
                     *             "name": "text"
                     *           },
                     *           "object": {
                     *             "type": "document",
                     *             "id": "text",
                     *             "title": "text"
                     *           },
                     *           "at": "2026-11-21T10:30:00.123Z",
                     *           "changes": {},
                     *           "data": {}
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ActivityPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            /** @description Not found: `org_not_found`, `object_not_found`, `document_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/org_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "org_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_audit_entries: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Only what this person did (an id; `nobody` and `hearth` have entries too). */
                actor?: string;
                /** @description Only events of this type (`member.removed`) or about this noun (`member`). */
                type?: string;
                /** @description Only what was done to this object. */
                object_id?: string;
                /** @description Only what was done to objects of this type. */
                object_type?: string;
                /** @description Not before this moment. */
                from?: string;
                /** @description Not after this moment. */
                to?: string;
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "at": "2026-11-21T10:30:00.123Z",
                     *           "type": "member.role_changed",
                     *           "actor": {
                     *             "kind": "person",
                     *             "id": "text",
                     *             "name": "text",
                     *             "session": "text"
                     *           },
                     *           "address": "192.0.2.7",
                     *           "agent": "text",
                     *           "object": {
                     *             "type": "member",
                     *             "id": "text",
                     *             "title": "text"
                     *           },
                     *           "changes": {},
                     *           "data": {},
                     *           "request_id": "text",
                     *           "recorded_at": "2026-11-21T10:30:00.123Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["AuditEntryPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    export_audit_log: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": "ndjson",
                 *       "actor": "text",
                 *       "type": "text",
                 *       "object_id": "text",
                 *       "object_type": "text",
                 *       "from": "2026-11-21T10:30:00.123Z",
                 *       "to": "2026-11-21T10:30:00.123Z"
                 *     }
                 */
                "application/json": components["schemas"]["AuditExport"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            409: components["responses"]["busy.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.idempotency_key_reused.invalid_idempotency_key"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_document_changes: {
        parameters: {
            query?: {
                /** @description How many changes at most. */
                limit?: components["parameters"]["limit.2"];
                /** @description What changed since when: `cursor` of the answer before. Without it, where to begin. */
                since?: components["parameters"]["since"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "title": "text",
                     *           "icon": "text",
                     *           "cover": "text",
                     *           "wide": true,
                     *           "parent_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "position": "text",
                     *           "visibility": "org",
                     *           "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "role": "editor",
                     *           "epoch": 1,
                     *           "edited_at": "2026-11-21T10:30:00.123Z",
                     *           "preview": "text",
                     *           "words": 1,
                     *           "bytes": 1,
                     *           "deleted_at": "2026-11-21T10:30:00.123Z",
                     *           "purge_at": "2026-11-21T10:30:00.123Z",
                     *           "gone": false
                     *         }
                     *       ],
                     *       "gone": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ],
                     *       "cursor": "text",
                     *       "more": true,
                     *       "reset": true
                     *     }
                     */
                    "application/json": components["schemas"]["DocumentChanges"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_trash_changes: {
        parameters: {
            query?: {
                /** @description How many changes at most. */
                limit?: components["parameters"]["limit.2"];
                /** @description What changed since when: `cursor` of the answer before. Without it, where to begin. */
                since?: components["parameters"]["since"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "title": "text",
                     *           "icon": "text",
                     *           "cover": "text",
                     *           "wide": true,
                     *           "parent_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "position": "text",
                     *           "visibility": "org",
                     *           "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "role": "editor",
                     *           "epoch": 1,
                     *           "edited_at": "2026-11-21T10:30:00.123Z",
                     *           "preview": "text",
                     *           "words": 1,
                     *           "bytes": 1,
                     *           "deleted_at": "2026-11-21T10:30:00.123Z",
                     *           "purge_at": "2026-11-21T10:30:00.123Z",
                     *           "gone": false
                     *         }
                     *       ],
                     *       "gone": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ],
                     *       "cursor": "text",
                     *       "more": true,
                     *       "reset": true
                     *     }
                     */
                    "application/json": components["schemas"]["DocumentChanges"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    import_documents: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "files": [
                 *         {
                 *           "name": "Handbook.docx",
                 *           "upload": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NewImport"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            /** @description Not in this state: `busy`, `tree_too_deep`, `quota_exceeded`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`, `unsupported_file`, `parent_not_found`, `space_not_found`, `no_space`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    start_import_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Handbook.docx",
                 *       "size": 120000
                 *     }
                 */
                "application/json": components["schemas"]["NewImportUpload"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "upload": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "method": "POST",
                     *       "url": "text",
                     *       "fields": {},
                     *       "expires_in": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Upload"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large.too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `unsupported_file`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_templates: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description The language of the gallery. */
                locale?: "en" | "de";
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "name": "text",
                     *           "title": "text",
                     *           "description": "text",
                     *           "icon": "text",
                     *           "scope": "gallery",
                     *           "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "words": 1,
                     *           "variables": [
                     *             "text"
                     *           ],
                     *           "can_change": true
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["TemplatePage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    create_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "markdown": "## What happened\n\n## Why",
                 *       "name": "Post-mortem",
                 *       "title": "Post-mortem {{date}}"
                 *     }
                 */
                "application/json": components["schemas"]["NewTemplate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "title": "text",
                     *       "description": "text",
                     *       "icon": "text",
                     *       "scope": "gallery",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "words": 1,
                     *       "variables": [
                     *         "text"
                     *       ],
                     *       "can_change": true
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            409: components["responses"]["busy.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            /** @description Too large: `body_too_large`, `content_too_large`, `template_too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/body_too_large",
                     *       "title": "Too large",
                     *       "status": 413,
                     *       "code": "body_too_large",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`, `invalid_content`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_template: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                template_id: components["parameters"]["template_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "title": "text",
                     *       "description": "text",
                     *       "icon": "text",
                     *       "scope": "gallery",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "words": 1,
                     *       "variables": [
                     *         "text"
                     *       ],
                     *       "can_change": true,
                     *       "content": {}
                     *     }
                     */
                    "application/json": components["schemas"]["TemplateWithContent"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.template_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    delete_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                template_id: components["parameters"]["template_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended.owner_only"];
            404: components["responses"]["org_not_found.template_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    change_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                template_id: components["parameters"]["template_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Post-mortem"
                 *     }
                 */
                "application/json": components["schemas"]["TemplateChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "title": "text",
                     *       "description": "text",
                     *       "icon": "text",
                     *       "scope": "gallery",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "words": 1,
                     *       "variables": [
                     *         "text"
                     *       ],
                     *       "can_change": true
                     *     }
                     */
                    "application/json": components["schemas"]["Template"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended.owner_only"];
            /** @description Not found: `org_not_found`, `template_not_found`, `document_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/org_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "org_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["busy.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            /** @description Too large: `body_too_large`, `template_too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/body_too_large",
                     *       "title": "Too large",
                     *       "status": 413,
                     *       "code": "body_too_large",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    use_template: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                template_id: components["parameters"]["template_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Weekly plan",
                 *       "values": {
                 *         "date": "30 November"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NewFromTemplate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "document": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "version": 1,
                     *         "created_at": "2026-11-21T10:30:00.123Z",
                     *         "updated_at": "2026-11-21T10:30:00.123Z",
                     *         "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "title": "text",
                     *         "icon": "text",
                     *         "cover": "text",
                     *         "wide": true,
                     *         "parent_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "position": "text",
                     *         "visibility": "org",
                     *         "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "role": "editor",
                     *         "epoch": 1,
                     *         "edited_at": "2026-11-21T10:30:00.123Z",
                     *         "preview": "text",
                     *         "words": 1,
                     *         "bytes": 1,
                     *         "deleted_at": "2026-11-21T10:30:00.123Z",
                     *         "purge_at": "2026-11-21T10:30:00.123Z",
                     *         "gone": false
                     *       },
                     *       "missing": [
                     *         "text"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MadeOfTemplate"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.template_not_found"];
            409: components["responses"]["busy.tree_too_deep.already_exists.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large.content_too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`, `parent_not_found`, `space_not_found`, `no_space`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_documents: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description Only the children of this document, in order; `top` for those without a parent. */
                parent?: string;
                /** @description Only what changed at this time or later, tombstones included. */
                updated_since?: string;
                /** @description Only the deleted ones, latest first. */
                deleted?: boolean;
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "gone": true,
                     *           "deleted_at": "2026-11-21T10:30:00.123Z",
                     *           "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "title": "text",
                     *           "icon": "text",
                     *           "cover": "text",
                     *           "wide": true,
                     *           "parent_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "position": "text",
                     *           "visibility": "org",
                     *           "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "role": "editor",
                     *           "epoch": 1,
                     *           "edited_at": "2026-11-21T10:30:00.123Z",
                     *           "preview": "text",
                     *           "words": 1,
                     *           "bytes": 1,
                     *           "purge_at": "2026-11-21T10:30:00.123Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["ListedDocumentPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    create_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "markdown": "# Welcome\n\nStart *here*.",
                 *       "title": "Handbook"
                 *     }
                 */
                "application/json": components["schemas"]["NewDocument"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "title": "text",
                     *       "icon": "text",
                     *       "cover": "text",
                     *       "wide": true,
                     *       "parent_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "position": "text",
                     *       "visibility": "org",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "role": "editor",
                     *       "epoch": 1,
                     *       "edited_at": "2026-11-21T10:30:00.123Z",
                     *       "preview": "text",
                     *       "words": 1,
                     *       "bytes": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "purge_at": "2026-11-21T10:30:00.123Z",
                     *       "gone": false
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            409: components["responses"]["busy.tree_too_deep.already_exists.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large.content_too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`, `parent_not_found`, `space_not_found`, `no_space`, `invalid_content`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "title": "text",
                     *       "icon": "text",
                     *       "cover": "text",
                     *       "wide": true,
                     *       "parent_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "position": "text",
                     *       "visibility": "org",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "role": "editor",
                     *       "epoch": 1,
                     *       "edited_at": "2026-11-21T10:30:00.123Z",
                     *       "preview": "text",
                     *       "words": 1,
                     *       "bytes": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "purge_at": "2026-11-21T10:30:00.123Z",
                     *       "gone": false
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    delete_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    change_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "The handbook"
                 *     }
                 */
                "application/json": components["schemas"]["DocumentChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "title": "text",
                     *       "icon": "text",
                     *       "cover": "text",
                     *       "wide": true,
                     *       "parent_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "position": "text",
                     *       "visibility": "org",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "role": "editor",
                     *       "epoch": 1,
                     *       "edited_at": "2026-11-21T10:30:00.123Z",
                     *       "preview": "text",
                     *       "words": 1,
                     *       "bytes": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "purge_at": "2026-11-21T10:30:00.123Z",
                     *       "gone": false
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            /** @description Not allowed: `scope_missing`, `forbidden`, `membership_suspended`, `owner_only`, `not_in_space`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/scope_missing",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "code": "scope_missing",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["org_not_found.document_not_found"];
            /** @description Not in this state: `busy`, `parent_cycle`, `tree_too_deep`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `parent_not_found`, `space_not_found`, `no_space`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_backlinks: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "type": "document",
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "title": "text",
                     *           "icon": "text",
                     *           "updated_at": "2026-11-21T10:30:00.123Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["BacklinkPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_content: {
        parameters: {
            query?: {
                /** @description In which form. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "title": "text",
                     *       "epoch": 1,
                     *       "seq": 1,
                     *       "format": "json",
                     *       "content": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Content"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            409: components["responses"]["document_too_slow"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    put_content: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "text/markdown": string;
                "text/plain": string;
                "application/json": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "title": "text",
                     *       "epoch": 1,
                     *       "seq": 1,
                     *       "format": "json",
                     *       "content": {},
                     *       "merged": true
                     *     }
                     */
                    "application/json": components["schemas"]["Rewritten"];
                };
            };
            /** @description The request cannot be read: `malformed_json`, `malformed_body`. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/malformed_json",
                     *       "title": "The request cannot be read",
                     *       "status": 400,
                     *       "code": "malformed_json",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            /** @description Not in this state: `busy`, `document_too_slow`, `merge_conflict`, `base_gone`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large.content_too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_query`, `unknown_version`, `invalid_content`, `base_required`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_query",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_query",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    copy_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Copy of the handbook"
                 *     }
                 */
                "application/json": components["schemas"]["DocumentCopy"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "title": "text",
                     *       "icon": "text",
                     *       "cover": "text",
                     *       "wide": true,
                     *       "parent_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "position": "text",
                     *       "visibility": "org",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "role": "editor",
                     *       "epoch": 1,
                     *       "edited_at": "2026-11-21T10:30:00.123Z",
                     *       "preview": "text",
                     *       "words": 1,
                     *       "bytes": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "purge_at": "2026-11-21T10:30:00.123Z",
                     *       "gone": false
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            /** @description Not in this state: `busy`, `document_too_slow`, `tree_too_deep`, `quota_exceeded`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            /** @description Too large: `body_too_large`, `too_many_pictures`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/body_too_large",
                     *       "title": "Too large",
                     *       "status": 413,
                     *       "code": "body_too_large",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`, `parent_not_found`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    export_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "format": "pdf",
                 *       "paper": "a4",
                 *       "locale": "en"
                 *     }
                 */
                "application/json": components["schemas"]["DocumentExport"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            409: components["responses"]["busy.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.idempotency_key_reused.invalid_idempotency_key"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    start_image: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. What is shown once (upload) is not kept with it. */
                "Idempotency-Key"?: string;
            };
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                 *       "name": "",
                 *       "content_type": "image/png",
                 *       "size": 1
                 *     }
                 */
                "application/json": components["schemas"]["NewImage"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "content_type": "text",
                     *       "size": 1,
                     *       "src": "text",
                     *       "upload": {
                     *         "method": "POST",
                     *         "url": "text",
                     *         "fields": {},
                     *         "expires_in": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ImageUpload"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            /** @description Not in this state: `busy`, `already_exists`, `quota_exceeded`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large.too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`, `unsupported_image`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_image: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
                image_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            /** @description Not found: `org_not_found`, `document_not_found`, `image_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/org_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "org_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    restore_document: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "title": "text",
                     *       "icon": "text",
                     *       "cover": "text",
                     *       "wide": true,
                     *       "parent_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "position": "text",
                     *       "visibility": "org",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "role": "editor",
                     *       "epoch": 1,
                     *       "edited_at": "2026-11-21T10:30:00.123Z",
                     *       "preview": "text",
                     *       "words": 1,
                     *       "bytes": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "purge_at": "2026-11-21T10:30:00.123Z",
                     *       "gone": false
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            409: components["responses"]["busy.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    revert_document: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                 *     }
                 */
                "application/json": components["schemas"]["Revert"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "title": "text",
                     *       "icon": "text",
                     *       "cover": "text",
                     *       "wide": true,
                     *       "parent_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "position": "text",
                     *       "visibility": "org",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "role": "editor",
                     *       "epoch": 1,
                     *       "edited_at": "2026-11-21T10:30:00.123Z",
                     *       "preview": "text",
                     *       "words": 1,
                     *       "bytes": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "purge_at": "2026-11-21T10:30:00.123Z",
                     *       "gone": false
                     *     }
                     */
                    "application/json": components["schemas"]["Document"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found.version_not_found"];
            /** @description Not in this state: `busy`, `base_gone`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`, `unknown_version`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_shares: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "visibility": "org",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "shares": [
                     *         {
                     *           "person_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "team_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "role": "editor"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Shares"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    set_shares: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "shares": [
                 *         {
                 *           "person_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                 *           "role": "editor"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["SharesChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "space_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "visibility": "org",
                     *       "owner_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "shares": [
                     *         {
                     *           "person_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "team_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "role": "editor"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Shares"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `unknown_subject`, `too_many_shares`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_state: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "epoch": 1,
                     *       "head": 1,
                     *       "snapshot": {
                     *         "seq": 1,
                     *         "bytes": 1,
                     *         "data": "text",
                     *         "url": "text"
                     *       },
                     *       "updates": [
                     *         {
                     *           "seq": 1,
                     *           "update": "text",
                     *           "url": "text",
                     *           "bytes": 1
                     *         }
                     *       ],
                     *       "more": true,
                     *       "role": "editor"
                     *     }
                     */
                    "application/json": components["schemas"]["State"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_updates: {
        parameters: {
            query?: {
                /** @description The last place you have. */
                after?: number;
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "epoch": 1,
                     *       "head": 1,
                     *       "updates": [
                     *         {
                     *           "seq": 1,
                     *           "update": "text",
                     *           "url": "text",
                     *           "bytes": 1
                     *         }
                     *       ],
                     *       "more": true
                     *     }
                     */
                    "application/json": components["schemas"]["Updates"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            /** @description No longer there: `updates_folded`. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/updates_folded",
                     *       "title": "No longer there",
                     *       "status": 410,
                     *       "code": "updates_folded",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    post_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "after": 0,
                 *       "epoch": 1,
                 *       "id": "1",
                 *       "update": "AAA="
                 *     }
                 */
                "application/json": components["schemas"]["NewUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "text",
                     *       "seq": 1,
                     *       "epoch": 1,
                     *       "others": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Acknowledged"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            /** @description Not found: `org_not_found`, `document_not_found`, `upload_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/org_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "org_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Not in this state: `busy`, `epoch_changed`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            /** @description Too large: `body_too_large`, `update_too_complex`, `too_large`. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/body_too_large",
                     *       "title": "Too large",
                     *       "status": 413,
                     *       "code": "body_too_large",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `invalid_update`, `update_not_allowed`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    start_upload: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "bytes": 1
                 *     }
                 */
                "application/json": components["schemas"]["NewUpload"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "upload": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "method": "POST",
                     *       "url": "text",
                     *       "fields": {},
                     *       "expires_in": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Upload"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large.too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_versions: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "document_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "name": "text",
                     *           "kind": "automatic",
                     *           "epoch": 1,
                     *           "seq": 1,
                     *           "by": [
                     *             "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *           ],
                     *           "words": 1,
                     *           "bytes": 1
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["VersionPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    keep_version: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "As sent to the printer"
                 *     }
                 */
                "application/json": components["schemas"]["NewVersion"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "document_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "name": "text",
                     *       "kind": "automatic",
                     *       "epoch": 1,
                     *       "seq": 1,
                     *       "by": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ],
                     *       "words": 1,
                     *       "bytes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Version"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found"];
            409: components["responses"]["busy.too_many_versions"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.idempotency_key_reused.invalid_idempotency_key"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    name_version: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
                version_id: components["parameters"]["version_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "As sent to the printer"
                 *     }
                 */
                "application/json": components["schemas"]["VersionChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "document_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "name": "text",
                     *       "kind": "automatic",
                     *       "epoch": 1,
                     *       "seq": 1,
                     *       "by": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ],
                     *       "words": 1,
                     *       "bytes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Version"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found.version_not_found"];
            409: components["responses"]["busy.too_many_versions"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_version_content: {
        parameters: {
            query?: {
                /** @description In which form. */
                format?: components["parameters"]["format"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                document_id: components["parameters"]["document_id"];
                version_id: components["parameters"]["version_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "title": "text",
                     *       "epoch": 1,
                     *       "seq": 1,
                     *       "format": "json",
                     *       "content": {}
                     *     }
                     */
                    "application/json": components["schemas"]["Content"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.document_not_found.version_not_found"];
            409: components["responses"]["document_too_slow"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_invitations: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "email": "text",
                     *           "role": "admin",
                     *           "team_ids": [
                     *             "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *           ],
                     *           "domain": "text",
                     *           "status": "pending",
                     *           "expires_at": "2026-11-21T10:30:00.123Z",
                     *           "max_uses": 1,
                     *           "uses": 1,
                     *           "invited_by": {
                     *             "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *             "name": "text"
                     *           },
                     *           "sent_at": "2026-11-21T10:30:00.123Z",
                     *           "link": "text"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["InvitationPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    create_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. What is shown once (link) is not kept with it. */
                "Idempotency-Key"?: string;
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "ada@example.org",
                 *       "role": "member",
                 *       "team_ids": [
                 *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                 *       ],
                 *       "expires_in_days": 7,
                 *       "domain": "example.org",
                 *       "max_uses": 1,
                 *       "locale": "en"
                 *     }
                 */
                "application/json": components["schemas"]["NewInvitation"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "email": "text",
                     *       "role": "admin",
                     *       "team_ids": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ],
                     *       "domain": "text",
                     *       "status": "pending",
                     *       "expires_at": "2026-11-21T10:30:00.123Z",
                     *       "max_uses": 1,
                     *       "uses": 1,
                     *       "invited_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "sent_at": "2026-11-21T10:30:00.123Z",
                     *       "link": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended.link_sharing_off"];
            404: components["responses"]["org_not_found.team_not_found"];
            /** @description Not in this state: `busy`, `already_invited`, `too_many`, `quota_exceeded`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            /** @description Validation failed: `invalid_body`, `invalid_query`, `idempotency_key_reused`, `invalid_idempotency_key`, `link_needs_domain`, `mailed_for_one`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_body",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_body",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    invite_many: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "csv": "email,role\nada@example.org,member\ngrace@example.org,viewer\n",
                 *       "role": "member",
                 *       "team_ids": [
                 *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                 *       ],
                 *       "expires_in_days": 7,
                 *       "locale": "en"
                 *     }
                 */
                "application/json": components["schemas"]["BulkInvitation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "created": 1,
                     *       "skipped": 1,
                     *       "failed": 1,
                     *       "lines": [
                     *         {
                     *           "line": 1,
                     *           "email": "text",
                     *           "result": "created",
                     *           "reason": "text",
                     *           "invitation_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BulkReport"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.team_not_found"];
            /** @description Not in this state: `busy`, `too_many`, `quota_exceeded`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.idempotency_key_reused.invalid_idempotency_key.invalid_csv"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    import_invitations: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "csv": "email,role\nada@example.org,member\ngrace@example.org,viewer\n",
                 *       "role": "member",
                 *       "team_ids": [
                 *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                 *       ],
                 *       "expires_in_days": 7,
                 *       "locale": "en"
                 *     }
                 */
                "application/json": components["schemas"]["InvitationImport"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            409: components["responses"]["busy.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.idempotency_key_reused.invalid_idempotency_key.invalid_csv"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    revoke_invitation: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                invitation_id: components["parameters"]["invitation_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.invitation_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    resend_invitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                invitation_id: components["parameters"]["invitation_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "email": "text",
                     *       "role": "admin",
                     *       "team_ids": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ],
                     *       "domain": "text",
                     *       "status": "pending",
                     *       "expires_at": "2026-11-21T10:30:00.123Z",
                     *       "max_uses": 1,
                     *       "uses": 1,
                     *       "invited_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "sent_at": "2026-11-21T10:30:00.123Z",
                     *       "link": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Invitation"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended.link_sharing_off"];
            404: components["responses"]["org_not_found.invitation_not_found"];
            /** @description Not in this state: `busy`, `too_soon`, `too_many`, `quota_exceeded`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            /** @description Validation failed: `invalid_query`, `link_needs_domain`. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/invalid_query",
                     *       "title": "Validation failed",
                     *       "status": 422,
                     *       "code": "invalid_query",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_jobs: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "type": "audit.export",
                     *           "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "path": "text",
                     *           "submitted_by": {
                     *             "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *             "name": "text"
                     *           },
                     *           "state": "queued",
                     *           "progress": {
                     *             "done": 0,
                     *             "total": null,
                     *             "step": "reading"
                     *           },
                     *           "attempts": 0,
                     *           "next_try_at": "2026-11-21T10:30:00.123Z",
                     *           "cancelling": true,
                     *           "reason": {
                     *             "code": "quota_exceeded",
                     *             "detail": "text"
                     *           },
                     *           "can_retry": true,
                     *           "result": {
                     *             "file": {
                     *               "name": "text",
                     *               "content_type": "text",
                     *               "size": 0
                     *             },
                     *             "facts": {}
                     *           },
                     *           "started_at": "2026-11-21T10:30:00.123Z",
                     *           "ended_at": "2026-11-21T10:30:00.123Z",
                     *           "expires_at": "2026-11-21T10:30:00.123Z"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                job_id: components["parameters"]["job_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.job_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    cancel_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                job_id: components["parameters"]["job_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.job_not_found"];
            409: components["responses"]["busy.job_ended"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_job_result: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                job_id: components["parameters"]["job_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "text",
                     *       "expires_in": 1
                     *     }
                     */
                    "application/json": components["schemas"]["JobLink"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended.job_not_yours"];
            404: components["responses"]["org_not_found.job_not_found"];
            409: components["responses"]["job_no_file"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    retry_job: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                job_id: components["parameters"]["job_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "type": "audit.export",
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "path": "text",
                     *       "submitted_by": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "name": "text"
                     *       },
                     *       "state": "queued",
                     *       "progress": {
                     *         "done": 0,
                     *         "total": 1,
                     *         "step": "reading"
                     *       },
                     *       "attempts": 0,
                     *       "next_try_at": "2026-11-21T10:30:00.123Z",
                     *       "cancelling": true,
                     *       "reason": {
                     *         "code": "quota_exceeded",
                     *         "detail": "text"
                     *       },
                     *       "can_retry": true,
                     *       "result": {
                     *         "file": {
                     *           "name": "text",
                     *           "content_type": "text",
                     *           "size": 0
                     *         },
                     *         "facts": {}
                     *       },
                     *       "started_at": "2026-11-21T10:30:00.123Z",
                     *       "ended_at": "2026-11-21T10:30:00.123Z",
                     *       "expires_at": "2026-11-21T10:30:00.123Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Job"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended.job_not_yours"];
            404: components["responses"]["org_not_found.job_not_found"];
            409: components["responses"]["busy.job_not_to_retry.quota_exceeded"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    join_org: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "org_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "role": "owner",
                     *       "org": {
                     *         "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *         "version": 1,
                     *         "created_at": "2026-11-21T10:30:00.123Z",
                     *         "updated_at": "2026-11-21T10:30:00.123Z",
                     *         "name": "text",
                     *         "slug": "hearth-sample",
                     *         "logo_url": "text",
                     *         "sign_up_domains": [
                     *           "text"
                     *         ],
                     *         "sign_up_role": "member",
                     *         "link_sharing": "off",
                     *         "retention_days": 1,
                     *         "deleted_at": "2026-11-21T10:30:00.123Z",
                     *         "role": "owner",
                     *         "team_ids": [
                     *           "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Joined"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing"];
            404: components["responses"]["org_not_found.person_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    leave_org: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            409: components["responses"]["busy.sole_owner"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    upload_logo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "content_type": "image/jpeg"
                 *     }
                 */
                "application/json": components["schemas"]["NewLogo"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "url": "text",
                     *       "fields": {},
                     *       "expires_in": 1,
                     *       "max_bytes": 1
                     *     }
                     */
                    "application/json": components["schemas"]["LogoForm"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    remove_logo: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_members: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
                /** @description What the name begins with. */
                search?: string;
                /** @description Only the people of a team. */
                team?: string;
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "person_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "name": "text",
                     *           "email": "text",
                     *           "picture_url": "text",
                     *           "title": "text",
                     *           "role": "owner",
                     *           "status": "active",
                     *           "suspended": true,
                     *           "team_ids": [
                     *             "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *           ],
                     *           "invited_by": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["MemberPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                person_id: components["parameters"]["person_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "person_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "name": "text",
                     *       "email": "text",
                     *       "picture_url": "text",
                     *       "title": "text",
                     *       "role": "owner",
                     *       "status": "active",
                     *       "suspended": true,
                     *       "team_ids": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ],
                     *       "invited_by": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.person_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    remove_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                person_id: components["parameters"]["person_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.person_not_found"];
            409: components["responses"]["busy.sole_owner"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    change_member: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                person_id: components["parameters"]["person_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "owner",
                 *       "suspended": true
                 *     }
                 */
                "application/json": components["schemas"]["MemberChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "person_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "name": "text",
                     *       "email": "text",
                     *       "picture_url": "text",
                     *       "title": "text",
                     *       "role": "owner",
                     *       "status": "active",
                     *       "suspended": true,
                     *       "team_ids": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ],
                     *       "invited_by": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.person_not_found"];
            /** @description Not in this state: `busy`, `sole_owner`, `too_many`, `not_yourself`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    restore_org: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "slug": "hearth-sample",
                     *       "logo_url": "text",
                     *       "sign_up_domains": [
                     *         "text"
                     *       ],
                     *       "sign_up_role": "member",
                     *       "link_sharing": "off",
                     *       "retention_days": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "role": "owner",
                     *       "team_ids": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Org"];
                };
            };
            401: components["responses"]["unauthenticated"];
            /** @description Not allowed: `scope_missing`, `forbidden`. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/scope_missing",
                     *       "title": "Not allowed",
                     *       "status": 403,
                     *       "code": "scope_missing",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["org_not_found.person_not_found"];
            /** @description Not in this state: `busy`, `not_deleted`, `quota_exceeded`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_teams: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 1,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "name": "text",
                     *           "description": "text"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["TeamPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    create_team: {
        parameters: {
            query?: never;
            header?: {
                /** @description Makes a repeat harmless for a day: the first answer is given again. */
                "Idempotency-Key"?: components["parameters"]["Idempotency-Key"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "text",
                 *       "description": ""
                 *     }
                 */
                "application/json": components["schemas"]["NewTeam"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "description": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query.idempotency_key_reused.invalid_idempotency_key"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_team: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                team_id: components["parameters"]["team_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "description": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Team"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.team_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    delete_team: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                team_id: components["parameters"]["team_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.team_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    change_team: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                team_id: components["parameters"]["team_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "text",
                 *       "description": "text"
                 *     }
                 */
                "application/json": components["schemas"]["TeamChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "description": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["Team"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.team_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    add_to_team: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                team_id: components["parameters"]["team_id"];
                person_id: components["parameters"]["person_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "person_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "name": "text",
                     *       "email": "text",
                     *       "picture_url": "text",
                     *       "title": "text",
                     *       "role": "owner",
                     *       "status": "active",
                     *       "suspended": true,
                     *       "team_ids": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ],
                     *       "invited_by": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *     }
                     */
                    "application/json": components["schemas"]["Member"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.team_not_found.person_not_found"];
            /** @description Not in this state: `busy`, `too_many`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    take_from_team: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                team_id: components["parameters"]["team_id"];
                person_id: components["parameters"]["person_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.team_not_found.person_not_found"];
            409: components["responses"]["busy"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    transfer_org: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "person_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                 *       "role": "admin"
                 *     }
                 */
                "application/json": components["schemas"]["Transfer"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 1,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "name": "text",
                     *       "slug": "hearth-sample",
                     *       "logo_url": "text",
                     *       "sign_up_domains": [
                     *         "text"
                     *       ],
                     *       "sign_up_role": "member",
                     *       "link_sharing": "off",
                     *       "retention_days": 1,
                     *       "deleted_at": "2026-11-21T10:30:00.123Z",
                     *       "role": "owner",
                     *       "team_ids": [
                     *         "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Org"];
                };
            };
            400: components["responses"]["malformed_json.malformed_body.invalid_unicode.too_deep"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.person_not_found"];
            /** @description Not in this state: `busy`, `member_suspended`, `not_yourself`, `too_many`. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/busy",
                     *       "title": "Not in this state",
                     *       "status": 409,
                     *       "code": "busy",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            412: components["responses"]["precondition_failed"];
            413: components["responses"]["body_too_large"];
            415: components["responses"]["unsupported_media_type"];
            422: components["responses"]["invalid_body.invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_org_usage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "quota": "text",
                     *           "used": 0,
                     *           "limit": 0,
                     *           "unit": "count",
                     *           "period": "day"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Usage"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    list_watching: {
        parameters: {
            query?: {
                /** @description How many items at most. */
                limit?: components["parameters"]["limit"];
                /** @description Where to go on: `next` of the page before. */
                cursor?: components["parameters"]["cursor"];
            };
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "document:019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "version": 0,
                     *           "created_at": "2026-11-21T10:30:00.123Z",
                     *           "updated_at": "2026-11-21T10:30:00.123Z",
                     *           "object_type": "document",
                     *           "object_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *           "watching": true,
                     *           "reason": "chosen"
                     *         }
                     *       ],
                     *       "next": "text"
                     *     }
                     */
                    "application/json": components["schemas"]["WatchPage"];
                };
            };
            400: components["responses"]["invalid_cursor"];
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_watch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                org_id: components["parameters"]["org_id"];
                object_type: components["parameters"]["object_type"];
                object_id: components["parameters"]["object_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "document:019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 0,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "object_type": "document",
                     *       "object_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "watching": true,
                     *       "reason": "chosen"
                     *     }
                     */
                    "application/json": components["schemas"]["Watch"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.object_not_found.object_type_not_found.document_not_found"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    watch: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                object_type: components["parameters"]["object_type"];
                object_id: components["parameters"]["object_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "document:019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 0,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "object_type": "document",
                     *       "object_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "watching": true,
                     *       "reason": "chosen"
                     *     }
                     */
                    "application/json": components["schemas"]["Watch"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.object_not_found.object_type_not_found.document_not_found"];
            409: components["responses"]["busy.conflict"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    stop_watching: {
        parameters: {
            query?: never;
            header?: {
                /** @description The ETag you saw; 412 if it is no longer the current one. */
                "If-Match"?: components["parameters"]["If-Match"];
            };
            path: {
                org_id: components["parameters"]["org_id"];
                object_type: components["parameters"]["object_type"];
                object_id: components["parameters"]["object_id"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description The version, for If-Match. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "document:019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "version": 0,
                     *       "created_at": "2026-11-21T10:30:00.123Z",
                     *       "updated_at": "2026-11-21T10:30:00.123Z",
                     *       "object_type": "document",
                     *       "object_id": "019391f0-7a4e-7cc2-9d3a-2b8f5e1c6a70",
                     *       "watching": true,
                     *       "reason": "chosen"
                     *     }
                     */
                    "application/json": components["schemas"]["Watch"];
                };
            };
            401: components["responses"]["unauthenticated"];
            403: components["responses"]["scope_missing.forbidden.membership_suspended"];
            404: components["responses"]["org_not_found.object_not_found.object_type_not_found.document_not_found"];
            409: components["responses"]["busy.conflict"];
            412: components["responses"]["precondition_failed"];
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
    get_picture: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                person_id: components["parameters"]["person_id"];
                revision_id: components["parameters"]["revision_id"];
                size: components["parameters"]["size"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Not found: `person_not_found`, `revision_not_found`, `picture_not_found`. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "https://hearth.dev/problems/person_not_found",
                     *       "title": "Not found",
                     *       "status": 404,
                     *       "code": "person_not_found",
                     *       "detail": "…",
                     *       "request_id": "4f1c0a2e-5d0b-4d5e-9d2c-6a1f0f3b7c11"
                     *     }
                     */
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            422: components["responses"]["invalid_query"];
            429: components["responses"]["rate_limited"];
            503: components["responses"]["unavailable"];
        };
    };
}

/** What an API key may be given. */
export const SCOPES = ["audit:read","documents:read","documents:write","me:read","me:write","org:read","org:write"] as const;

using Platform.Identity.Mail;
using Platform.Identity.Tenants;
using Platform.Identity.Users;

namespace Platform.Identity.SignUp;

/// <summary>Somebody wants an account.</summary>
/// <param name="Email">The mailbox, and in lower case the name to sign in with.</param>
/// <param name="Password">The password to come.</param>
/// <param name="Name">What to call the person.</param>
/// <param name="TimeZone">IANA name; <c>Asia/Kolkata</c> unless said otherwise.</param>
/// <param name="Language"><c>en</c>, <c>th</c> or <c>hi</c>.</param>
/// <param name="ReturnTo">A page of the web app to which the link in the mail leads on, such as <c>/setup?sn=…</c>.</param>
internal sealed record SignUpRequest(string? Email, string? Password, string? Name, string? TimeZone = null, string? Language = null, string? ReturnTo = null)
{
    public FieldCheck Check()
    {
        var check = new FieldCheck()
            .Email("email", Email, required: true)
            .Text("name", Name, 100, required: true)
            .When(Name is not null && PersonName.MayBeLink(Name), "name", PersonName.Message)
            .When(TimeZone is not null && !TenantRules.IsTimeZone(TimeZone), "time_zone", "must be a name such as Asia/Kolkata")
            .OneOf("language", Language, Languages.All)
            .When(ReturnTo is not null && !LocalPath.IsLocal(ReturnTo), "return_to", LocalPath.Message);
        if (!check.Errors.Any(e => e.Field == "email")) check.When(Usernames.OfAddress(Email) is null, "email", Usernames.AddressMessage);
        return PasswordRule.Check(Password) is { } problem ? check.Add("password", problem) : check;
    }
}

/// <summary>The link of the mail was followed.</summary>
/// <param name="Token">From the link.</param>
/// <param name="UseCookie">As at sign-in.</param>
internal sealed record VerifyRequest(string? Token, bool UseCookie = false)
{
    public FieldCheck Check() => new FieldCheck().MailToken(Token);
}

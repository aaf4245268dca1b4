using System.Globalization;
using Dapper;
using Platform.Contracts.Notifications;

[assembly: AssemblyFixture(typeof(Platform.Identity.Tests.SignUpFixture))]

namespace Platform.Identity.Tests;

/// <summary>Identity as somebody meets it who has no account yet; every client calls from an address of its own.</summary>
public class SignUpFixture : IdentityFixture
{
    private static int lastAddress;

    /// <summary>The mails that were asked for.</summary>
    internal Heard<MailRequested> Mails { get; private set; } = null!;

    protected override IEnumerable<(string Key, string Value)> Settings => [.. base.Settings, ("Web:Address", "https://app.example.com")];

    protected override async Task StartedAsync()
    {
        await base.StartedAsync();
        Mails = await Bus.ListenAsync<MailRequested>();
    }

    internal static string NewEmail() => $"{NewName("Asha.")}@Example.com";

    internal static string NewAddress() => string.Create(CultureInfo.InvariantCulture, $"198.18.{Interlocked.Increment(ref lastAddress) / 250}.{lastAddress % 250}");

    internal Task<HttpResponseMessage> PostAsync(string path, object body, string? from = null)
    {
        var client = CreateClient();
        client.DefaultRequestHeaders.Add("X-Forwarded-For", from ?? NewAddress());
        return client.PostAsJsonAsync($"/api/auth/{path}", body);
    }

    internal Task<HttpResponseMessage> SignUpAsync(string email, string password = Password, string? from = null, string? returnTo = null) =>
        PostAsync("sign-up", new { email, password, name = "Asha Rao", time_zone = "Asia/Bangkok", language = "th", return_to = returnTo }, from);

    internal Task<HttpResponseMessage> VerifyAsync(string token) => PostAsync("verify", new { token });

    /// <summary>The newest mail of that template to that address.</summary>
    internal async Task<MailRequested> MailAsync(string to, string template)
    {
        await Mails.FirstAsync(m => m.To == to && m.Template == template);
        return Mails.All.Last(m => m.To == to && m.Template == template);
    }

    internal int MailsTo(string address) => Mails.All.Count(m => m.To.Equals(address, StringComparison.OrdinalIgnoreCase));

    /// <summary>Waits until all that was asked for has left: a mail that is missing now was not asked for.</summary>
    internal Task AllSentAsync() => Eventually.BecomesTrueAsync(async () =>
    {
        await using var connection = await Database.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<long>("select count(*) from outbox_messages") == 0;
    }, "the outbox is empty");

    /// <summary>Signs up and follows the link.</summary>
    internal async Task<(string Email, JsonElement Tokens)> NewHouseholderAsync()
    {
        var email = NewEmail();
        (await SignUpAsync(email)).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        using var verified = await VerifyAsync((await MailAsync(email, "verify_address")).Token());
        verified.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (email, await verified.ReadAsync<JsonElement>());
    }
}

/// <summary>One whose clock may be moved: what others wait for would run out.</summary>
public sealed class AgingSignUpFixture : SignUpFixture;

internal static class MailValues
{
    public static string Value(this MailRequested mail, string name) => mail.Values.Single(v => v.Name == name).Value;

    /// <summary>The token of the link.</summary>
    public static string Token(this MailRequested mail) => System.Web.HttpUtility.ParseQueryString(new Uri(mail.Value("link")).Query)["token"]!;
}

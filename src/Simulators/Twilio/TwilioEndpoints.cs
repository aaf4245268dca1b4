using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Platform.ServiceDefaults.Http;
using Platform.Simulators.Messages;

namespace Platform.Simulators.Twilio;

/// <summary>
/// Twilio's Messages API as documented (twilio.com/docs/messaging/api/message-resource), with the documented magic numbers
/// (twilio.com/docs/iam/test-credentials) and two of our own: <c>…0429</c> is told to slow down, <c>…0503</c> that the provider is away,
/// <c>…0030</c> is taken and then not delivered.
/// </summary>
internal static partial class TwilioEndpoints
{
    private static readonly Dictionary<string, (int Code, string Message)> Refused = new(StringComparer.Ordinal)
    {
        ["+15005550001"] = (21211, "The 'To' number +15005550001 is not a valid phone number."),
        ["+15005550002"] = (21612, "The 'To' phone number provided is not currently reachable using the 'From' phone number via SMS."),
        ["+15005550003"] = (21408, "Permission to send an SMS has not been enabled for the region indicated by the 'To' number."),
        ["+15005550004"] = (21610, "Attempt to send to unsubscribed recipient"),
        ["+15005550009"] = (21614, "'To' number is not a valid mobile number"),
    };

    public static void MapTwilio(this IEndpointRouteBuilder routes) => routes.MapPost("/2010-04-01/Accounts/{sid}/Messages.json", SendAsync);

    private static async Task<IResult> SendAsync(
        string sid, HttpRequest request, SentMessages messages, TwilioCallbacks callbacks, IOptions<TwilioOptions> options, TimeProvider time, CancellationToken ct)
    {
        var account = options.Value;
        var expected = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{account.AccountSid}:{account.AuthToken}"));
        if (sid != account.AccountSid || !AuthenticationHeaderValue.TryParse(request.Headers.Authorization, out var given) || given.Scheme != "Basic" || given.Parameter != expected)
            return Error(StatusCodes.Status401Unauthorized, 20003, "Authenticate");
        if (!request.HasFormContentType) return Error(StatusCodes.Status400BadRequest, 21604, "A 'To' phone number is required.");
        var form = await request.ReadFormAsync(ct);
        var (to, from, body, callback) = (form["To"].ToString(), form["From"].ToString(), form["Body"].ToString(), form["StatusCallback"].ToString());
        var number = to.StartsWith("whatsapp:", StringComparison.Ordinal) ? to["whatsapp:".Length..] : to;
        if (number.Length == 0) return Error(StatusCodes.Status400BadRequest, 21604, "A 'To' phone number is required.");
        if (from.Length == 0 && form["MessagingServiceSid"].Count == 0) return Error(StatusCodes.Status400BadRequest, 21603, "A 'From' phone number is required.");
        if (body.Length == 0) return Error(StatusCodes.Status400BadRequest, 21602, "Message body is required.");
        if (body.Length > 1600) return Error(StatusCodes.Status400BadRequest, 21617, "The concatenated message body exceeds the 1600 character limit");
        if (from.StartsWith("whatsapp:", StringComparison.Ordinal) != to.StartsWith("whatsapp:", StringComparison.Ordinal)) return Error(StatusCodes.Status400BadRequest, 21910, "Invalid 'From' and 'To' pair.");
        if (!E164().IsMatch(number)) return Error(StatusCodes.Status400BadRequest, 21211, $"The 'To' number {number} is not a valid phone number.");
        if (Refused.TryGetValue(number, out var refusal)) return Error(StatusCodes.Status400BadRequest, refusal.Code, refusal.Message);
        if (number.EndsWith("0429", StringComparison.Ordinal)) return Error(StatusCodes.Status429TooManyRequests, 20429, "Too Many Requests");
        if (number.EndsWith("0503", StringComparison.Ordinal)) return Error(StatusCodes.Status503ServiceUnavailable, 20503, "Service Unavailable");

        var (id, now) = ($"SM{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}", time.GetUtcNow());
        messages.Add(n => new SentMessage(n, to == number ? "sms" : "whatsapp", from, number, "", body, null, [.. Links().Matches(body).Select(m => m.Value)], now));
        if (callback.Length > 0) callbacks.Later(new StatusOf(id, account, to, from, callback, IsDelivered: !number.EndsWith("0030", StringComparison.Ordinal)));
        return Results.Json(new MessageAnswer(
            id, sid, to, from, body, "queued", "outbound-api", "1", "0", null, null, now.ToString("r", CultureInfo.InvariantCulture), null, $"/2010-04-01/Accounts/{sid}/Messages/{id}.json", "2010-04-01"),
            Json.Options, statusCode: StatusCodes.Status201Created);
    }

    private static IResult Error(int status, int code, string message) =>
        Results.Json(new ErrorAnswer(code, message, $"https://www.twilio.com/docs/errors/{code}", status), Json.Options, statusCode: status);

    private sealed record ErrorAnswer(int Code, string Message, string MoreInfo, int Status);

    private sealed record MessageAnswer(
        string Sid, string AccountSid, string To, string From, string Body, string Status, string Direction, string NumSegments, string NumMedia, int? ErrorCode, string? ErrorMessage,
        string DateCreated, string? DateSent, string Uri, string ApiVersion);

    [GeneratedRegex(@"^\+[1-9]\d{6,14}\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex E164();

    [GeneratedRegex(@"https?://\S+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Links();
}

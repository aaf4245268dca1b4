using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Platform.Notifications.Messages;
using Platform.ServiceDefaults.Http;

namespace Platform.Notifications.Twilio;

/// <summary>Where Twilio says what became of a message. For everybody who can sign it.</summary>
internal static class TwilioCallback
{
    private const int LongestValue = 64;

    public static void MapTwilio(this IEndpointRouteBuilder routes) => routes.MapPost("/api/webhooks/twilio/{deliveryId:guid}", ReportAsync).AllowAnonymous().WithTags("Provider callbacks")
        .WithSummary("Status of an SMS or WhatsApp message, signed by Twilio; form fields MessageSid, MessageStatus, ErrorCode");

    /// <summary>The address that a message is sent with.</summary>
    public static string AddressOf(WebOptions web, Guid deliveryId) => web.LinkTo($"/api/webhooks/twilio/{deliveryId}");

    private static async Task<Results<NoContent, ProblemHttpResult>> ReportAsync(
        Guid deliveryId, HttpRequest request, DeliveryStore deliveries, IOptions<TwilioOptions> twilio, IOptions<WebOptions> web, TimeProvider time, CancellationToken ct)
    {
        if (!request.HasFormContentType) return Problems.Of(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type", "Send a form.");
        var form = await request.ReadFormAsync(ct);
        // The address is the one that we gave and not what a proxy made of it.
        var parameters = form.SelectMany(f => f.Value.Select(v => KeyValuePair.Create(f.Key, v ?? "")));
        if (!TwilioSignature.IsValid(request.Headers["X-Twilio-Signature"], AddressOf(web.Value, deliveryId), parameters, twilio.Value.AuthToken))
            return Problems.Of(StatusCodes.Status403Forbidden, "bad_signature", "X-Twilio-Signature is not that of this address and form.");
        var (sid, status, error) = (form["MessageSid"].ToString(), form["MessageStatus"].ToString(), form["ErrorCode"].ToString());
        if (sid.Length is 0 or > LongestValue || error.Length > LongestValue) return Problems.Invalid(("MessageSid", "must be given"));
        var (state, reason) = TwilioRules.StateOf(status, error);
        if (state is null) return TypedResults.NoContent();
        return await deliveries.ReportAsync(deliveryId, state, reason, sid, time.GetUtcNow()) ? TypedResults.NoContent() : Problems.NotFound("delivery");
    }
}

/// <summary>What Twilio's words mean. Pure.</summary>
internal static class TwilioRules
{
    /// <summary>Codes of errors that are about the moment and not about the message.</summary>
    private static readonly int[] Passing = [20429, 20500, 20503];

    /// <summary>Null when the status tells nothing new (queued, sending, …).</summary>
    public static (string? State, string? Reason) StateOf(string status, string errorCode) => status switch
    {
        "sent" => ("sent", null),
        "delivered" or "read" => ("delivered", null),
        "undelivered" or "failed" or "canceled" => ("failed", errorCode.Length > 0 ? $"twilio_{errorCode}" : $"twilio_{status}"),
        _ => (null, null),
    };

    /// <summary>Whether an answer that is no success may be another one later; what a server says of itself was not sent.</summary>
    public static bool MayTryAgain(int status, int? code) => status is 429 or >= 500 || (code is { } known && Passing.Contains(known));
}

using System.ComponentModel.DataAnnotations;

namespace Platform.DeviceRegistry.Setup;

/// <summary>Section <c>Web</c>: where people find the web app, for links in mails and on labels.</summary>
internal sealed class WebOptions
{
    public const string Section = "Web";

    /// <summary>The address of the web app without a path.</summary>
    [Required(ErrorMessage = "Web__Address is not set; give the address of the web app, for example https://platform.example.")]
    [Url(ErrorMessage = "Web__Address is no address; give that of the web app, for example https://platform.example.")]
    public string Address { get; set; } = "";

    /// <summary>The address of one of the web app's pages.</summary>
    public string LinkTo(string path) => $"{Address.TrimEnd('/')}/{path}";
}

using Platform.Certificates;

// Certificates for a machine where nobody else gives any: browsers and devices trust ca.pem once, the server's own is renewed by itself.
var folder = ".";
var hosts = new List<string>();
for (var index = 0; index < args.Length; index++)
{
    var hasValue = index + 1 < args.Length;
    switch (args[index])
    {
        case "--folder" when hasValue:
            folder = args[++index];
            break;
        case "--host" when hasValue:
            hosts.Add(args[++index]);
            break;
        default:
            Console.Error.WriteLine("Usage: certificates --folder DIRECTORY [--host NAME_OR_ADDRESS]…");
            return 2;
    }
}

Console.WriteLine(new CertificateFolder(folder, TimeProvider.System).Ensure(hosts));
return 0;

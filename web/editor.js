// What the bundle gives the page: the editor of Yasgui, as `Yasqe`.
import Yasqe from "@zazuko/yasqe";

window.Yasqe = Yasqe;
